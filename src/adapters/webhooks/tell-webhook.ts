import { Webhook as Signer } from 'standardwebhooks'
import type { Receiver } from '../../core/webhooks/receiver.ts'
import type { Webhook } from '../../core/webhooks/webhook.ts'
import type { Post } from './post.ts'

export interface TellingOptions {
  readonly post: Post
  /** How we introduce ourselves. */
  readonly userAgent: string
  /** In which trace we are (W3C `traceparent`); `null` in none. */
  readonly traceparent: () => string | null
}

/** Tells a webhook by the Standard Webhooks specification; each try is signed anew with the same id. */
export function tellWebhook(
  { url, secret }: Pick<Webhook, 'url' | 'secret'>,
  { post, userAgent, traceparent }: TellingOptions,
): Receiver['tell'] {
  const signer = new Signer(secret)
  return ({ event }, signal) => {
    const now = new Date()
    const { type, data } = event
    const body = JSON.stringify({ type, timestamp: new Date(event.foundAt).toISOString(), data })
    const parent = traceparent()
    const headers = {
      'Content-Type': 'application/json',
      'User-Agent': userAgent,
      'webhook-id': event.id,
      'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
      'webhook-signature': signer.sign(event.id, now, body),
      ...(parent === null ? {} : { traceparent: parent }),
    }
    return post({ url: new URL(url), headers, body }, signal)
  }
}

/** A new secret, as the specification wants it: 24 random bytes. */
export function newSecret(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(24))
  return `whsec_${btoa(String.fromCharCode(...bytes))}`
}
