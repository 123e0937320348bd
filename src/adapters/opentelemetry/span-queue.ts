import { ExportResultCode } from '@opentelemetry/core'
import {
  BatchSpanProcessor,
  type ReadableSpan,
  type SpanExporter,
  type SpanProcessor,
} from '@opentelemetry/sdk-trace-base'

/** What became of spans: `dropped` were too many to wait, `failed` were not taken. */
export type SpanResult = 'exported' | 'dropped' | 'failed'

export interface SpanQueueOptions {
  readonly exporter: SpanExporter
  /** How many spans may wait, those on their way included. */
  readonly mostWaiting: number
  /** How many are sent at once. */
  readonly mostAtOnce: number
  /** How long the first one waits for others, in milliseconds. */
  readonly delayMs: number
  /** How long sending may take. */
  readonly timeoutMs: number
  readonly onSpans: (result: SpanResult, spans: number) => void
}

/** Sends spans in batches, and tells what became of each: OpenTelemetry's own queue drops in silence. */
export function createSpanQueue(options: SpanQueueOptions): SpanProcessor {
  const { exporter, mostWaiting, onSpans } = options
  let waiting = 0
  let isClosed = false

  const counted: SpanExporter = {
    export(spans, done) {
      send(exporter, spans, (result) => {
        waiting -= spans.length
        onSpans(result.code === ExportResultCode.SUCCESS ? 'exported' : 'failed', spans.length)
        done(result)
      })
    },
    shutdown: () => exporter.shutdown(),
  }
  const queue = new BatchSpanProcessor(counted, {
    maxQueueSize: mostWaiting,
    maxExportBatchSize: options.mostAtOnce,
    scheduledDelayMillis: options.delayMs,
    exportTimeoutMillis: options.timeoutMs,
  })

  return {
    onStart() {},
    onEnd(span) {
      if (isClosed || waiting >= mostWaiting) return onSpans('dropped', 1)
      waiting += 1
      queue.onEnd(span)
    },
    forceFlush: () => queue.forceFlush(),
    shutdown() {
      isClosed = true
      return queue.shutdown()
    },
  }
}

function send(
  exporter: SpanExporter,
  spans: ReadableSpan[],
  done: Parameters<SpanExporter['export']>[1],
): void {
  try {
    exporter.export(spans, done)
  } catch (error) {
    done({ code: ExportResultCode.FAILED, error: error as Error })
  }
}
