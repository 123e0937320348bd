import type { Receiver } from '../../core/webhooks/receiver.ts'
import type { Tracer } from '../tracer.ts'

/** Puts a span around every try to tell a receiver, linked to what found the event. */
export function tracedReceiver(receiver: Receiver, tracer: Tracer): Receiver {
  const { channel, url } = receiver
  const server = {
    'http.request.method': 'POST',
    'server.address': url.hostname,
    'server.port': url.port === '' ? undefined : Number(url.port),
  }
  return {
    ...receiver,
    tell(delivery, signal) {
      const { id, type, titleId, traceparent } = delivery.event
      const attributes = {
        ...server,
        channel,
        'event.id': id,
        'event.type': type,
        title_id: titleId,
        'webhook.attempt': delivery.attempts + 1,
      }
      const about = { attributes, link: traceparent }
      return tracer.detached(
        'webhookDelivery',
        async (span) => {
          const told = await receiver.tell(delivery, signal)
          span.set({
            'http.response.status_code': told.status ?? undefined,
            'error.type': told.taken ? undefined : told.reason,
          })
          return told
        },
        about,
      )
    },
  }
}
