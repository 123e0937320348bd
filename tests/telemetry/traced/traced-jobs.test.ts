import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { createTimerJobs } from '../../../src/adapters/timers/jobs.ts'
import { Failure } from '../../../src/core/failure.ts'
import type { Jobs } from '../../../src/core/jobs/jobs.ts'
import { tracedJobs } from '../../../src/telemetry/traced/traced-jobs.ts'
import { createWorld, type World } from '../../adapters/opentelemetry/world.ts'
import { itIsJobs } from '../../contracts/jobs.ts'

const nine = { titleId: 9000, force: false }

describe('traced jobs', () => {
  let world: World
  const opened: Jobs[] = []
  before(async () => {
    world = await createWorld()
  })

  function newJobs(firstPauseMs = 1): Jobs {
    const jobs = tracedJobs(createTimerJobs({ firstPauseMs }), world.tracer, world.scope)
    opened.push(jobs)
    return jobs
  }

  itIsJobs(async () => newJobs(100))
  after(async () => {
    for (const jobs of opened) await jobs.stop()
    await world.end()
  })

  /** The spans that work leaves behind. */
  async function spansOf(work: () => Promise<unknown>) {
    await world.flush()
    const seen = world.sink.spans.length
    await work()
    await world.flush()
    return world.sink.spans.slice(seen)
  }

  it('do each try in a span of the trace of who added the job', async () => {
    const jobs = newJobs()
    jobs.handle('sync-title', async (_, __, { number }) => {
      if (number === 1) throw new Failure('timeout', 'Cannot wait any longer')
    })
    jobs.start()

    const spans = await spansOf(async () => {
      const id = await world.request(() => jobs.add('sync-title', 'title-9000', nine))
      await jobs.result(id, 1000)
    })

    const request = spans.find(({ name }) => name === 'GET /')
    const tries = spans.filter(({ name }) => name === 'job sync-title')
    for (const { traceId, parentSpanId } of tries) {
      assert.deepEqual([traceId, parentSpanId], [request?.traceId, request?.spanId])
    }
    assert.deepEqual(
      tries.map(({ attributes }) => attributes),
      [
        { 'job.kind': 'sync-title', 'job.attempt': 1, 'error.type': 'timeout' },
        { 'job.kind': 'sync-title', 'job.attempt': 2 },
      ],
    )
  })

  it('do periodic work in a trace of its own', async () => {
    const jobs = newJobs()
    const done = Promise.withResolvers<void>()
    jobs.handle('poll-updates', async () => done.resolve())
    jobs.repeat('poll-updates', 60_000)

    const spans = await spansOf(async () => {
      await world.request(async () => jobs.start())
      await done.promise
    })

    const job = spans.find(({ name }) => name === 'job poll-updates')
    const request = spans.find(({ name }) => name === 'GET /')
    assert.equal(job?.parentSpanId, undefined)
    assert.notEqual(job?.traceId, request?.traceId)
  })

  it('let the work know its span', async () => {
    const jobs = newJobs()
    jobs.handle('sync-title', async () => world.scope.current()?.trace.spanId)
    jobs.start()
    let id = ''

    const spans = await spansOf(async () => {
      id = await jobs.add('sync-title', 'title-9000', nine)
      await jobs.result(id, 1000)
    })

    assert.equal(await jobs.result(id, 0), spans[0]?.spanId)
  })
})
