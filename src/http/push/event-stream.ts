import type { TitleEvent } from '../../core/events/title-event.ts'
import { createSubscriber } from '../../core/push/subscriber.ts'
import { createBoundedStream } from './bounded-stream.ts'
import type { PushDeps } from './deps.ts'
import { frameOf, heartbeatFrame, noticeFrame, positionFrame, retryFrame } from './frames.ts'
import { mostBehind, mostWaiting } from './limits.ts'
import { messageErrors } from './messages.ts'
import { reconnectMs } from './reconnect.ts'

export interface EventStreamOptions {
  readonly wants: (event: TitleEvent) => boolean
  /** After which event it begins; `null`: with what is published from now on. */
  readonly lastId: string | null
  /** Is called once, when it is over. */
  readonly closed: () => void
}

export interface EventStream {
  readonly body: ReadableStream<Uint8Array>
  /** The service stops. */
  stop(): void
}

const heartbeatMs = 15_000
const pauseMs = 100

/** How long a browser waits before it comes again, unless we say otherwise. */
const retryMs = 3000

/** Tells events to one reader of server-sent events. */
export function openEventStream(
  { wants, lastId, closed }: EventStreamOptions,
  { events, live, measured: { countTold } }: Pick<PushDeps, 'events' | 'live' | 'measured'>,
): EventStream {
  let isOver = false
  const stream = createBoundedStream(leave)
  const heartbeat = setInterval(() => send(heartbeatFrame), heartbeatMs)
  const subscriber = createSubscriber({
    channel: 'sse',
    receiver: { wants, tell: (published) => send(frameOf(published)) },
    events,
    live,
    countTold,
    async takesMore() {
      while (!isOver && stream.waiting() > mostBehind) {
        await new Promise((resolve) => setTimeout(resolve, pauseMs))
      }
    },
    onUnknown() {
      const code = 'RESUME_UNKNOWN'
      send(noticeFrame('resume_unknown', { code, message: messageErrors[code] }))
    },
  })

  function send(frame: Uint8Array): void {
    if (isOver) return
    if (stream.waiting() > mostWaiting) {
      stream.cut()
      leave()
    } else stream.send(frame)
  }

  function leave(): void {
    if (isOver) return
    isOver = true
    clearInterval(heartbeat)
    subscriber.leave()
    closed()
  }

  async function begin(): Promise<void> {
    send(retryFrame(retryMs))
    const id = lastId ?? (await newestId())
    if (isOver) return
    if (id === null) return subscriber.start()
    // A browser that comes again before it was told anything has missed nothing then.
    if (lastId === null) send(positionFrame(id))
    subscriber.resume(id)
  }

  /** `null` also if the log fails: what comes from now on is told all the same. */
  async function newestId(): Promise<string | null> {
    const [newest] = await events.newest(1).catch(() => [])
    return newest?.id ?? null
  }

  void begin()
  return {
    body: stream.body,
    stop() {
      if (isOver) return
      stream.send(retryFrame(reconnectMs()))
      stream.end()
      leave()
    },
  }
}
