import { ExportResultCode } from '@opentelemetry/core'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import {
  BatchSpanProcessor,
  type ReadableSpan,
  type SpanExporter,
} from '@opentelemetry/sdk-trace-base'
import type { CreateSpanQueue } from './span-queue.ts'

/** OpenTelemetry's own queue and exporter, which know `fetch`; its queue drops in silence. */
export const createSdkQueue: CreateSpanQueue = (options) => {
  const { mostWaiting, onSpans, url, headers, timeoutMs } = options
  // The queue is limit enough: where every request sends its own, many are under way at once.
  const limits = { timeoutMillis: timeoutMs, concurrencyLimit: mostWaiting }
  const exporter = new OTLPTraceExporter({ url, headers: { ...headers }, ...limits })
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
    // The exporter itself keeps to `timeoutMs`, and tells what it could not send.
    exportTimeoutMillis: timeoutMs + 1000,
  })

  return {
    ended(span) {
      if (isClosed || waiting >= mostWaiting) return onSpans('dropped', 1)
      waiting += 1
      queue.onEnd(span)
    },
    flush: () => queue.forceFlush(),
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
