import type { Told } from '../../core/push/live.ts'
import type { Meter } from '../meter.ts'
import type { Labels } from '../metrics.ts'
import type { Tracer } from '../tracer.ts'

type Message = Labels<'websocketMessages'>

export type CountMessage = (
  direction: Message['direction'],
  message_type: Message['message_type'],
) => void

export interface MeasuredPush {
  readonly countMessage: CountMessage
  /** Counts an event that was told. */
  countTold(told: Told): void
  /** Does the telling of an event that was just published, in a span of its own. */
  telling(told: Told, tell: () => void): void
}

/** Counts, times and traces what is told over connections that stay open. */
export function measuredPush(
  { meter, tracer }: { readonly meter: Meter; readonly tracer: Tracer },
  now: () => number = Date.now,
): MeasuredPush {
  function countTold({ channel, event, receivers }: Told): void {
    const { type } = event
    meter.count('notificationsSent', { type, channel }, receivers)
    if (channel === 'sse') return
    meter.count('websocketMessages', { direction: 'out', message_type: type }, receivers)
  }

  function timeLag({ channel, event: { type, freshAt } }: Told): void {
    if (freshAt === null || (type !== 'new_episode' && type !== 'new_title')) return
    meter.time('notificationLag', { channel }, Math.max(0, now() - freshAt) / 1000)
  }

  return {
    countMessage: (direction, message_type) =>
      meter.count('websocketMessages', { direction, message_type }),
    countTold,
    telling(told, tell) {
      const { channel, event, receivers } = told
      const attributes = {
        'event.type': event.type,
        'event.id': event.id,
        title_id: event.titleId,
        channel,
        receivers,
      }
      const about = { name: `notify ${channel}`, attributes, link: event.traceparent }
      void tracer.detached('notify', async () => tell(), about)
      countTold(told)
      timeLag(told)
    },
  }
}
