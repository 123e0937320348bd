import type { Published } from '../../core/events/hub.ts'

const encoder = new TextEncoder()

/** An event as server-sent events spell it (WHATWG HTML, 9.2.6); its JSON has no line breaks. */
export function frameOf(published: Published): Uint8Array {
  let frame = frames.get(published)
  if (frame === undefined) {
    const { event, json } = published
    frame = encoder.encode(`id: ${event.id}\nevent: ${event.type}\ndata: ${json}\n\n`)
    frames.set(published, frame)
  }
  return frame
}

/** Made once for all streams. */
const frames = new WeakMap<Published, Uint8Array>()

/** How long a browser waits before it comes again, in milliseconds. */
export function retryFrame(ms: number): Uint8Array {
  return encoder.encode(`retry: ${ms}\n\n`)
}

/** Where to go on from, for whom no event was told yet. */
export function positionFrame(id: string): Uint8Array {
  return encoder.encode(`id: ${id}\n\n`)
}

/** Something that is no event, so that it does not become the last one. */
export function noticeFrame(event: string, data: Readonly<Record<string, string>>): Uint8Array {
  return encoder.encode(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
}

/** A comment: nobody sees it but proxies, and who has left is noticed. */
export const heartbeatFrame = encoder.encode(':\n\n')
