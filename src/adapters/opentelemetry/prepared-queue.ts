import { ExportResultCode } from '@opentelemetry/core'
import { Gathered } from '../../telemetry/gathered.ts'
import { createLotExporter, type Lot } from './lot-exporter.ts'
import { headOf, spanOf, tail } from './otlp-json.ts'
import type { CreateSpanQueue } from './span-queue.ts'

/**
 * For Node, Deno and Bun: spells each span when it ends, and keeps its bytes. OpenTelemetry's own
 * queue keeps the spans, which then outlive the quick collections, and spells them three times as
 * slowly.
 */
export const createPreparedQueue: CreateSpanQueue = (options) => {
  const { mostWaiting, mostAtOnce, delayMs, onSpans } = options
  const exporter = createLotExporter(options)
  const head = headOf(options)
  const json = new Gathered()
  const lots: Lot[] = []
  let spans = 0
  let waiting = 0
  let isClosed = false
  let sending: Promise<void> | undefined
  let timer: ReturnType<typeof setTimeout> | undefined

  function send(): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    if (spans > 0) {
      json.add(tail)
      lots.push({ json: json.take(), spans })
      spans = 0
    }
    if (lots.length > 0) sending ??= sendAll()
    return sending ?? Promise.resolve()
  }

  async function sendAll(): Promise<void> {
    for (let lot = lots.shift(); lot !== undefined; lot = lots.shift()) {
      onSpans((await isTaken(lot)) ? 'exported' : 'failed', lot.spans)
      waiting -= lot.spans
    }
    sending = undefined
  }

  function isTaken(lot: Lot): Promise<boolean> {
    return new Promise((resolve) => {
      try {
        exporter.export(lot, ({ code }) => resolve(code === ExportResultCode.SUCCESS))
      } catch {
        resolve(false)
      }
    })
  }

  return {
    ended(span) {
      if (isClosed || waiting >= mostWaiting) return onSpans('dropped', 1)
      waiting += 1
      json.add(`${spans === 0 ? head : ','}${spanOf(span)}`)
      spans += 1
      if (spans >= mostAtOnce) void send()
      else timer ??= setTimeout(send, delayMs)
    },
    flush: send,
    async shutdown() {
      isClosed = true
      await send()
      await exporter.shutdown()
    },
  }
}
