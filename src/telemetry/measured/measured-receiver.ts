import type { Receiver } from '../../core/webhooks/receiver.ts'
import type { Telemetry } from '../telemetry.ts'
import { lagOf } from './notification-lag.ts'

/** Counts and logs what comes of telling a receiver. */
export function measuredReceiver(
  receiver: Receiver,
  { log, meter }: Pick<Telemetry, 'log' | 'meter'>,
): Receiver {
  const { id, channel, disable } = receiver
  return {
    ...receiver,
    async tell(delivery, signal) {
      const { event } = delivery
      const told = await receiver.tell(delivery, signal)
      if (told.taken) {
        meter.count('notificationsSent', { type: event.type, channel })
        const lag = lagOf(event, Date.now())
        if (lag !== null) meter.time('notificationLag', { channel }, lag)
        return told
      }
      if (signal.aborted) return told
      meter.count('errors', { component: 'notifications', error_type: 'unavailable' })
      log.write('deliveryFailed', {
        webhook_id: id,
        event_id: event.id,
        attempt: delivery.attempts + 1,
        error: told.reason,
      })
      return told
    },
    disable:
      disable &&
      (async (reason) => {
        await disable(reason)
        log.write('webhookDisabled', { webhook_id: id, error: reason })
      }),
  }
}
