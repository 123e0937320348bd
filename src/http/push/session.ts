import type { EventLog } from '../../core/events/event-log.ts'
import type { Live } from '../../core/push/live.ts'
import { createSubscriber } from '../../core/push/subscriber.ts'
import type { MeasuredPush } from '../../telemetry/measured/measured-push.ts'
import { createDialogue } from './dialogue.ts'
import { isTooLong, mostBehind, mostWaiting } from './limits.ts'
import { closing } from './messages.ts'
import { createPace } from './pace.ts'
import type { Peer, Session } from './peer.ts'
import { reconnectMs } from './reconnect.ts'

export interface SessionOptions {
  readonly events: Pick<EventLog, 'after'>
  readonly live: Live
  readonly measured: Pick<MeasuredPush, 'countMessage' | 'countTold'>
  /** Milliseconds of a clock that never goes back. Default `performance.now`. */
  readonly now?: () => number
  /** Default: `setTimeout`. */
  readonly pause?: (ms: number) => Promise<void>
}

/** What is said within this time, in milliseconds, is said in one breath. */
const breathMs = 100

/** Speaks with one WebSocket, as long as its other end keeps to the limits. */
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
  const isTooFast = createPace(now)
  let isOver = false
  let wishedAt = 0
  const dialogue = createDialogue({
    send,
    countMessage,
    resume: (lastId) => subscriber.resume(lastId),
    onWish() {
      wishedAt = now()
    },
  })
  const subscriber = createSubscriber({
    channel: 'websocket',
    receiver: { wants: dialogue.wants, tell: ({ json }) => send(json) },
    events,
    live,
    countTold,
    // Who comes back says what he wants and from where in one breath, in any order.
    async takesMore() {
      const isNotYet = () => now() - wishedAt < breathMs || peer.waiting() > mostBehind
      while (!isOver && isNotYet()) await pause(breathMs)
    },
    onUnknown: () => dialogue.fail('RESUME_UNKNOWN'),
    pause: () => pause(1000),
  })

  function send(text: string): void {
    if (isOver) return
    if (peer.waiting() > mostWaiting) close('tooSlow', 'reads too slowly')
    else peer.send(text)
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

  subscriber.start()
  return {
    message(text) {
      if (isOver) return
      if (isTooFast()) close('tooManyMessages', 'more than 20 messages a second')
      else if (text !== null && isTooLong(text)) close('tooLong', 'a message over 4 KiB')
      else dialogue.hear(text)
    },
    closed: end,
    stop: () => close('stopping', JSON.stringify({ reconnect_ms: reconnectMs() })),
  }
}
