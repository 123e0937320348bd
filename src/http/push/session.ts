import type { EventLog } from '../../core/events/event-log.ts'
import type { Live } from '../../core/push/live.ts'
import { createSubscriber } from '../../core/push/subscriber.ts'
import { createSubscription } from '../../core/push/subscription.ts'
import type { MeasuredPush } from '../../telemetry/measured/measured-push.ts'
import {
  type Answers,
  answer,
  closing,
  type MessageError,
  messageErrors,
  readMessage,
  spell,
} from './messages.ts'
import { createPace } from './pace.ts'
import type { Peer, Session } from './peer.ts'
import { reconnectMs } from './reconnect.ts'
import { isTooLong } from './too-long.ts'

export interface SessionOptions {
  readonly events: Pick<EventLog, 'after'>
  readonly live: Live
  readonly measured: Pick<MeasuredPush, 'countMessage' | 'countTold'>
  /** Milliseconds of a clock that never goes back. Default `performance.now`. */
  readonly now?: () => number
  /** Default: `setTimeout`. */
  readonly pause?: (ms: number) => Promise<void>
}

/** How many bytes may wait for a reader, before we give him up: 1 MiB. */
const mostWaiting = 1_048_576

/** How many may wait before he is told more of what he has missed. */
const mostBehind = 262_144

/** What is said within this time, in milliseconds, is said in one breath. */
const breathMs = 100

/** Speaks with one WebSocket. */
export function createSession(
  peer: Peer,
  {
    events,
    live,
    measured: { countMessage, countTold },
    now = () => performance.now(),
    pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  }: SessionOptions,
): Session {
  const subscription = createSubscription()
  const isTooFast = createPace(now)
  let isOver = false
  let changedAt = 0
  const subscriber = createSubscriber({
    channel: 'websocket',
    receiver: {
      wants: subscription.wants,
      tell({ json }) {
        if (peer.waiting() > mostWaiting) close('tooSlow', 'reads too slowly')
        else if (!isOver) peer.send(json)
      },
    },
    events,
    live,
    countTold,
    // Who comes back says what he wants and from where in one breath, in any order.
    async takesMore() {
      const isNotYet = () => now() - changedAt < breathMs || peer.waiting() > mostBehind
      while (!isOver && isNotYet()) await pause(breathMs)
    },
    onUnknown: () => fail('RESUME_UNKNOWN'),
    pause: () => pause(1000),
  })

  function say(type: 'subscribed' | 'pong' | 'error', data: Readonly<Record<string, unknown>>) {
    if (isOver) return
    countMessage('out', type)
    peer.send(spell(type, data))
  }

  function fail(code: MessageError, detail?: string): void {
    const message = messageErrors[code]
    say('error', { code, message: detail === undefined ? message : `${message}: ${detail}` })
  }

  function end(): void {
    isOver = true
    subscriber.leave()
  }

  function close(why: keyof typeof closing, reason: string): void {
    if (isOver) return
    end()
    peer.close(closing[why], reason)
  }

  function changed(): void {
    changedAt = now()
    say('subscribed', { title_ids: subscription.titleIds(), types: subscription.types() })
  }

  const answers: Answers = {
    ping: () => say('pong', {}),
    subscribe_title({ title_id }) {
      if (subscription.addTitle(title_id)) changed()
      else fail('TOO_MANY_TITLES')
    },
    unsubscribe_title({ title_id }) {
      subscription.removeTitle(title_id)
      changed()
    },
    subscribe_updates({ types }) {
      subscription.setTypes(types)
      changed()
    },
    resume({ last_event_id }) {
      changedAt = now()
      if (!subscriber.resume(last_event_id)) fail('RESUMING')
    },
  }

  subscriber.start()
  return {
    message(text) {
      if (isOver) return
      if (isTooFast()) return close('tooManyMessages', 'more than 20 messages a second')
      if (text === null) {
        countMessage('in', 'unknown')
        return fail('BINARY_MESSAGE')
      }
      if (isTooLong(text)) return close('tooLong', 'a message over 4 KiB')
      const read = readMessage(text)
      countMessage('in', read.type ?? 'unknown')
      if ('error' in read) return fail(read.error, read.detail)
      answer(answers, read)
    },
    closed: end,
    stop: () => close('stopping', JSON.stringify({ reconnect_ms: reconnectMs() })),
  }
}
