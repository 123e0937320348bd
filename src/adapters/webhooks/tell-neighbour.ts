import type { Receiver } from '../../core/webhooks/receiver.ts'
import type { TellingOptions } from './tell-webhook.ts'

export interface NeighbourOptions extends TellingOptions {
  readonly url: URL
  readonly token: () => Promise<string>
}

/** Tells the neighbouring Node.js service in its own way: `POST /internal/anilibria/notify`. */
export function tellNeighbour(options: NeighbourOptions): Receiver['tell'] {
  const { url, token, post, userAgent, traceparent } = options
  return async ({ event }, signal) => {
    const { id, type, titleId, data, foundAt } = event
    const body = JSON.stringify({
      event_id: id,
      type,
      title_id: titleId,
      episode: data.episode ?? null,
      data,
      timestamp: new Date(foundAt).toISOString(),
    })
    const parent = traceparent()
    const headers = {
      'Content-Type': 'application/json',
      'User-Agent': userAgent,
      Authorization: `Bearer ${await token()}`,
      ...(parent === null ? {} : { traceparent: parent }),
    }
    return post({ url, headers, body }, signal)
  }
}
