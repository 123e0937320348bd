import assert from 'node:assert/strict'
import { afterEach, describe, it } from 'node:test'
import { createPreparedQueue } from '../../../../src/adapters/opentelemetry/queues/prepared-queue.ts'
import { createSdkQueue } from '../../../../src/adapters/opentelemetry/queues/sdk-queue.ts'
import type { TracingOptions } from '../../../../src/adapters/opentelemetry/tracing.ts'
import { createWorld, type World } from '../world.ts'

async function until(isSo: () => boolean): Promise<void> {
  const late = performance.now() + 1000
  while (!isSo()) {
    assert.ok(performance.now() < late)
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
}

for (const [which, createQueue] of [
  ['prepared spans', createPreparedQueue],
  ['the SDK', createSdkQueue],
] as const) {
  describe(`a queue of ${which}`, () => {
    let world: World | undefined
    afterEach(() => world?.end())

    async function opened(options: Partial<TracingOptions> = {}): Promise<World> {
      world = await createWorld({ createQueue, ...options })
      return world
    }

    it('sends JSON with the headers it is given', async () => {
      const { request, flush, sink } = await opened({ headers: { 'x-api-key': 'k' } })

      await request(async () => {})
      await flush()

      assert.equal(sink.requests.length, 1)
      assert.equal(sink.requests[0]?.['x-api-key'], 'k')
      assert.equal(sink.requests[0]?.['content-type'], 'application/json')
    })

    it('tells what was exported', async () => {
      const { request, tracer, flush, told } = await opened()

      await request(() => tracer.span('getTitle', {}, async () => {}))
      await flush()

      assert.deepEqual(told, { exported: 2 })
    })

    it('sends nothing when there is nothing', async () => {
      const { flush, shutdown, sink, told } = await opened()

      await flush()
      await shutdown()

      assert.deepEqual([told, sink.requests], [{}, []])
    })

    it('goes on sending after there was nothing to send', async () => {
      const { request, flush, sink, told } = await opened({ delayMs: 10 })

      await flush()
      await request(async () => {})
      await until(() => told.exported === 1)
      await flush()
      await request(async () => {})
      await flush()

      assert.deepEqual([told, sink.spans.length], [{ exported: 2 }, 2])
    })

    it('sends by itself after a while, and again', async () => {
      const { request, sink, told } = await opened({ delayMs: 10 })

      for (const spans of [1, 2]) {
        await request(async () => {})
        await until(() => told.exported === spans)
      }

      assert.deepEqual([sink.spans.length, sink.requests.length], [2, 2])
    })

    it('sends by itself as soon as there are enough', async () => {
      const { request, sink, told } = await opened({ mostAtOnce: 3, delayMs: 60_000 })

      for (const _ of [1, 2, 3]) await request(async () => {})
      await until(() => told.exported === 3)

      assert.equal(sink.requests.length, 1)
    })

    it('sends no more at once than it is told to', async () => {
      const { request, flush, sink, told } = await opened({ mostAtOnce: 2 })

      await Promise.all(Array.from({ length: 50 }, () => request(async () => {})))
      await flush()
      await until(() => told.exported === 50)

      assert.deepEqual([told, sink.spans.length], [{ exported: 50 }, 50])
      assert.equal(sink.requests.length, 25)
    })

    it('sends what comes while others are on their way, each span once', async () => {
      const { request, flush, sink, told } = await opened({ mostAtOnce: 7, delayMs: 1 })
      const lasting = async () => new Promise<void>((resolve) => setTimeout(resolve, 1))

      for (let turn = 0; turn < 10; turn += 1) {
        await Promise.all(Array.from({ length: 10 }, () => request(lasting)))
      }
      await flush()
      await until(() => told.exported === 100)

      assert.equal(new Set(sink.spans.map(({ spanId }) => spanId)).size, 100)
      assert.equal(sink.spans.length, 100)
    })

    it('sends what waits when it is shut down, and counts what comes later', async () => {
      const { request, shutdown, sink, told } = await opened()
      await request(async () => {})

      await shutdown()
      await request(async () => {})

      assert.equal(sink.spans.length, 1)
      assert.deepEqual(told, { exported: 1, dropped: 1 })
    })

    it('cuts long texts', async () => {
      const { request, flush, sink } = await opened()

      await request(async (span) => span.set({ 'url.path': 'x'.repeat(10_000) }))
      await flush()

      assert.equal(String(sink.span('GET /').attributes['url.path']).length, 4096)
    })

    describe('whose collector fails', () => {
      it('tells what was not taken', async () => {
        const { request, flush, sink, told } = await opened()
        sink.answersWith(400)

        await request(async () => {})
        await flush()

        assert.deepEqual(told, { failed: 1 })
      })

      it('costs no request anything if it is down, and no more memory than the queue', async () => {
        const { request, flush, told } = await opened({
          url: 'http://127.0.0.1:9/v1/traces',
          mostWaiting: 3,
          mostAtOnce: 2,
        })

        const answers = await Promise.all(
          Array.from({ length: 10 }, (_, index) => request(async () => index)),
        )
        await flush()

        assert.deepEqual(answers, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
        assert.deepEqual(told, { dropped: 7, failed: 3 })
      })

      it('makes room again when it is back', async () => {
        const { request, sink, told } = await opened({ mostWaiting: 1, mostAtOnce: 1 })
        sink.answersWith(400)
        await request(async () => {})
        await until(() => told.failed === 1)

        sink.answersWith(200)
        await request(async () => {})
        await until(() => told.exported === 1)

        assert.deepEqual(told, { failed: 1, exported: 1 })
      })

      it('keeps nobody waiting for ever', async () => {
        const { request, flush, shutdown, sink } = await opened({ timeoutMs: 1000, patienceMs: 10 })
        sink.hangs()
        await request(async () => {})
        const start = performance.now()

        await flush()
        await shutdown()

        assert.ok(performance.now() - start < 500)
      })
    })
  })
}
