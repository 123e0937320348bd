import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { createScope } from '../../../src/adapters/async-context/scope.ts'
import { createTimerJobs } from '../../../src/adapters/timers/jobs.ts'
import { Failure, failureCode } from '../../../src/core/failure.ts'
import type { Jobs } from '../../../src/core/jobs/jobs.ts'
import { itIsJobs } from '../../contracts/jobs.ts'

const unavailable = { name: 'Failure', code: 'unavailable' }

describe('jobs by timers', () => {
  itIsJobs(async () => createTimerJobs({ firstPauseMs: 100 }))

  const opened: Jobs[] = []
  after(() => Promise.all(opened.map((jobs) => jobs.stop())))
  function newJobs(): Jobs {
    const jobs = createTimerJobs()
    opened.push(jobs)
    return jobs
  }

  function addTitle(jobs: Jobs, titleId: number): Promise<string> {
    return jobs.add('sync-title', `title-${titleId}`, { titleId, force: false })
  }

  async function addTitles(jobs: Jobs, from: number, to: number): Promise<readonly string[]> {
    const ids: string[] = []
    for (let titleId = from; titleId <= to; titleId += 1) ids.push(await addTitle(jobs, titleId))
    return ids
  }

  it('takes no more than 1,000 that wait', async () => {
    const jobs = newJobs()
    await addTitles(jobs, 1, 1000)

    await assert.rejects(addTitle(jobs, 1001), unavailable)
    await addTitle(jobs, 1000)
    assert.equal((await jobs.status()).waiting, 1000)
  })

  it('goes on with periodic work when it found no room once', async () => {
    const jobs = newJobs()
    const polled = Promise.withResolvers<void>()
    jobs.handle('sync-title', async () => {})
    jobs.handle('poll-updates', async () => polled.resolve())
    jobs.repeat('poll-updates', 10)
    await addTitles(jobs, 1, 1000)
    jobs.start()

    await polled.promise
  })

  it('remembers the last 1,000 results, and shows the last 100 of what was given up', async () => {
    const jobs = newJobs()
    jobs.handle('sync-title', async ({ titleId }) => {
      if (titleId > 1) throw new Failure('invalid', `Cannot read ${titleId}`)
      return 'the first'
    })
    jobs.start()
    const [first = '', ...others] = await addTitles(jobs, 1, 1000)
    await assert.rejects(jobs.result(others.at(-1) ?? '', 1000), unavailable)

    assert.equal(await jobs.result(first, 0), 'the first')
    const last = await addTitle(jobs, 1001)
    await assert.rejects(jobs.result(last, 1000), unavailable)
    await assert.rejects(jobs.result(first, 0), { message: 'Cannot tell a result: no such job' })
    const { failed } = await jobs.status()
    assert.equal(failed.length, 100)
    assert.equal(failed[0]?.id, last)
  })

  it('loses with the process what it has not done', async () => {
    const jobs = newJobs()
    jobs.handle('sync-title', async (_, signal) => {
      await new Promise((resolve) => signal.addEventListener('abort', resolve))
      signal.throwIfAborted()
    })
    jobs.start()
    const ids = await addTitles(jobs, 1, 5)
    const codes = ids.map((id) => jobs.result(id, 1000).catch(failureCode))

    await jobs.stop()

    assert.deepEqual(new Set(await Promise.all(codes)), new Set(['unavailable']))
  })

  it('does a job in the circumstances of nobody', async () => {
    const scope = createScope()
    const jobs = newJobs()
    jobs.handle('sync-title', async () => scope.current()?.requestId ?? 'nobody')
    jobs.start()
    const trace = { traceId: 'a', spanId: 'b', sampled: false }
    const circumstances = { requestId: 'r', trace, tracestate: undefined, baggage: undefined }

    const id = await scope.run(circumstances, () => addTitle(jobs, 1))

    assert.equal(await jobs.result(id, 1000), 'nobody')
  })
})
