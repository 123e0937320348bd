import type { TitleEvent } from '../../core/events/title-event.ts'
import { createSubscriber } from '../../core/push/subscriber.ts'
import type { PushDeps } from './deps.ts'
import { frameOf, heartbeatFrame, noticeFrame, retryFrame } from './frames.ts'
import { messageErrors } from './messages.ts'
import { reconnectMs } from './reconnect.ts'

export interface EventStreamOptions {
  readonly wants: (event: TitleEvent) => boolean
  /** After which event it begins; `null`: with what is published from now on. */
  readonly lastId: string | null
  /** Is called once, when nobody reads any more. */
  readonly closed: () => void
}

export interface EventStream {
  readonly body: ReadableStream<Uint8Array>
  /** The service stops. */
  stop(): void
  /** Nobody reads any more. */
  leave(): void
}

/** How many bytes may wait for a reader, before we give him up: 1 MiB. */
const mostWaiting = 1_048_576

/** How many may wait before he is told more of what he has missed. */
const mostBehind = 262_144

const heartbeatMs = 15_000
const pauseMs = 100

/** How long a browser waits before it comes again, unless we say otherwise. */
const retryMs = 3000

/** Tells events to one reader of server-sent events. */
export function openEventStream(
  { wants, lastId, closed }: EventStreamOptions,
  { events, live, measured: { countTold } }: Pick<PushDeps, 'events' | 'live' | 'measured'>,
): EventStream {
  let stream: ReadableStreamDefaultController<Uint8Array> | undefined
  let beating: ReturnType<typeof setInterval> | undefined

  const waiting = (): number => mostWaiting - (stream?.desiredSize ?? mostWaiting)

  function send(frame: Uint8Array): void {
    if (waiting() <= mostWaiting) {
      stream?.enqueue(frame)
      return
    }
    // What waits for him is thrown away, or it would lie here until his connection breaks.
    stream?.error(new Error('Cannot tell any more: the reader is too slow'))
    leave()
  }

  const subscriber = createSubscriber({
    channel: 'sse',
    receiver: { wants, tell: (published) => send(frameOf(published)) },
    events,
    live,
    countTold,
    async takesMore() {
      while (stream && waiting() > mostBehind) {
        await new Promise((resolve) => setTimeout(resolve, pauseMs))
      }
    },
    onUnknown() {
      const code = 'RESUME_UNKNOWN'
      send(noticeFrame('resume_unknown', { code, message: messageErrors[code] }))
    },
  })

  function leave(): void {
    if (stream === undefined) return
    stream = undefined
    clearInterval(beating)
    subscriber.leave()
    closed()
  }

  const body = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        stream = controller
        controller.enqueue(retryFrame(retryMs))
        beating = setInterval(() => send(heartbeatFrame), heartbeatMs)
        if (lastId === null) subscriber.start()
        else subscriber.resume(lastId)
      },
      cancel: leave,
    },
    { highWaterMark: mostWaiting, size: ({ byteLength }) => byteLength },
  )

  return {
    body,
    leave,
    stop() {
      send(retryFrame(reconnectMs()))
      stream?.close()
      leave()
    },
  }
}
