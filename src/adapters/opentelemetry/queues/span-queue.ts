import type { SpanKey } from '../../../telemetry/spans.ts'
import type { OpenSpan } from '../open-span.ts'
import type { Origin } from '../recording.ts'

/** What became of spans: `dropped` were too many to wait, `failed` were not taken. */
export type SpanResult = 'exported' | 'dropped' | 'failed'

export interface SpanQueueOptions extends Origin {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  /** How long sending may take, with all retries, in milliseconds. */
  readonly timeoutMs: number
  /** How many spans may wait, those on their way included. */
  readonly mostWaiting: number
  /** How many are sent at once. */
  readonly mostAtOnce: number
  /** How long the first one waits for others, in milliseconds. */
  readonly delayMs: number
  readonly onSpans: (result: SpanResult, spans: number) => void
}

/** Sends spans that have ended in batches: OTLP over HTTP, as JSON. Tells what became of each. */
export interface SpanQueue {
  /** Takes a span along. Never throws. */
  ended(span: OpenSpan<SpanKey>): void
  /** Sends what waits; resolves when that is over. */
  flush(): Promise<void>
  /** The same for the last time: what comes later is dropped. */
  shutdown(): Promise<void>
}

export type CreateSpanQueue = (options: SpanQueueOptions) => SpanQueue
