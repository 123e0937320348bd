import assert from 'node:assert/strict'
import { after, beforeEach, describe, it } from 'node:test'
import { createTimerJobs } from '../../../src/adapters/timers/jobs.ts'
import { Failure } from '../../../src/core/failure.ts'
import type { Jobs } from '../../../src/core/jobs/jobs.ts'
import type { Log } from '../../../src/telemetry/log.ts'
import { measuredJobs } from '../../../src/telemetry/measured/measured-jobs.ts'
import { itIsJobs } from '../../contracts/jobs.ts'
import { createRecordingMeter, type RecordingMeter } from '../recording-meter.ts'

const unavailable = { code: 'unavailable' }
const nine = { titleId: 9000, force: false }

describe('measured jobs', () => {
  let meter: RecordingMeter
  let lines: unknown[]
  const log: Log = { write: (...line) => void lines.push(line), writes: () => true }
  const opened: Jobs[] = []
  beforeEach(() => {
    meter = createRecordingMeter()
    lines = []
  })
  after(() => Promise.all(opened.map((jobs) => jobs.stop())))

  function newJobs(firstPauseMs = 1): Jobs {
    const jobs = measuredJobs(createTimerJobs({ firstPauseMs }), { meter, log })
    opened.push(jobs)
    return jobs
  }

  itIsJobs(async () => newJobs(100))

  it('count a job that is done', async () => {
    const jobs = newJobs()
    jobs.handle('sync-title', async () => {})
    jobs.start()

    await jobs.result(await jobs.add('sync-title', 'title-9000', nine), 1000)

    assert.deepEqual(meter.numbers, { 'jobs sync-title completed': 1 })
    assert.deepEqual(lines, [])
  })

  it('count and tell each try that fails, and the last one louder', async () => {
    const jobs = newJobs()
    jobs.handle('sync-title', async () => {
      throw new Failure('timeout', 'Cannot wait any longer')
    })
    jobs.start()
    const id = await jobs.add('sync-title', 'title-9000', nine)

    await assert.rejects(jobs.result(id, 1000), unavailable)

    assert.deepEqual(meter.numbers, {
      'jobs sync-title retried': 4,
      'jobs sync-title failed': 1,
      'errors timeout jobs': 5,
    })
    const fields = (attempt: number) => ({
      job: 'sync-title',
      attempt,
      error: 'Cannot wait any longer',
      error_type: 'timeout',
      stack: undefined,
    })
    assert.deepEqual(lines, [
      ...[1, 2, 3, 4].map((attempt) => ['jobRetried', fields(attempt)]),
      ['jobGivenUp', fields(5)],
    ])
  })

  it('tell at once of what is not tried again', async () => {
    const jobs = newJobs()
    jobs.handle('sync-title', async () => {
      throw new Failure('invalid', 'Cannot read title 9000')
    })
    jobs.start()
    const id = await jobs.add('sync-title', 'title-9000', nine)

    await assert.rejects(jobs.result(id, 1000), unavailable)

    assert.deepEqual(meter.numbers, { 'jobs sync-title failed': 1, 'errors invalid jobs': 1 })
    assert.partialDeepStrictEqual(lines, [['jobGivenUp', { attempt: 1 }]])
  })

  it('say nothing of a try that a stop interrupts', async () => {
    const jobs = newJobs()
    const begun = Promise.withResolvers<void>()
    jobs.handle('sync-title', async (_, signal) => {
      begun.resolve()
      await new Promise((resolve) => signal.addEventListener('abort', resolve))
      signal.throwIfAborted()
    })
    jobs.start()
    await jobs.add('sync-title', 'title-9000', nine)
    await begun.promise

    await jobs.stop()

    assert.deepEqual([meter.numbers, lines], [{}, []])
  })

  it('count what the queue refuses', async () => {
    const jobs = newJobs()
    await jobs.stop()

    await assert.rejects(jobs.add('sync-title', 'title-9000', nine), unavailable)

    assert.deepEqual(meter.numbers, { 'errors unavailable jobs': 1 })
  })
})
