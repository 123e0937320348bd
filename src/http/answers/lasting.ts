import type { Context } from 'hono'
import { known } from '../env.ts'

/** The status that the other end sees: no Response can have that of a WebSocket. */
export function statusOf(c: Context, response: Response): number {
  return known(c).lasting === 'websocket' ? 101 : response.status
}

/** The same bytes; tells once when they have ended, failed or are not wanted any more. */
export function tellingEnd(
  body: ReadableStream<Uint8Array>,
  tell: () => void,
): ReadableStream<Uint8Array> {
  const reader = body.getReader()
  // Nothing is read before someone wants it.
  const strategy = { highWaterMark: 0 }
  const source: UnderlyingDefaultSource<Uint8Array> = {
    async pull(controller) {
      try {
        const { done, value } = await reader.read()
        if (!done) return controller.enqueue(value)
        tell()
        controller.close()
      } catch (error) {
        tell()
        throw error
      }
    },
    async cancel(reason) {
      tell()
      await reader.cancel(reason)
    },
  }
  return new ReadableStream(source, strategy)
}
