import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import type { Attempt, Jobs } from '../../src/core/jobs/jobs.ts'
import { until } from '../runtimes/until.ts'
import {
  itLetsNothingEscape,
  itTriesAgain,
  nine,
  patienceMs,
  unavailable,
} from './jobs-that-fail.ts'

/** Work that goes on until it is let. */
function createGate() {
  const { promise, resolve } = Promise.withResolvers<void>()
  const begun: unknown[] = []
  return {
    begun,
    open: resolve,
    work: (data: unknown) => {
      begun.push(data)
      return promise
    },
  }
}

/**
 * Declares what all jobs do. `open` makes an empty queue whose pauses after failures begin with at
 * most 100 ms; it is stopped here.
 */
export function itIsJobs(open: () => Promise<Jobs>): void {
  const opened: Jobs[] = []
  after(() => Promise.all(opened.map((jobs) => jobs.stop())))
  async function newJobs(): Promise<Jobs> {
    const jobs = await open()
    opened.push(jobs)
    return jobs
  }

  describe('does jobs, so it', { concurrency: true }, () => {
    itDoesEach(newJobs)
    itDoesNoneTwice(newJobs)
    itTriesAgain(newJobs)
    itStops(newJobs)
    itRepeats(newJobs)
    itLetsNothingEscape(newJobs)
  })
}

function itDoesEach(open: () => Promise<Jobs>): void {
  it('does a job with its data and tells its result', async () => {
    const jobs = await open()
    jobs.handle('sync-title', async (data) => ({ ...data, outcome: 'created' }))
    jobs.start()

    const id = await jobs.add('sync-title', 'title-9000', nine)

    assert.deepEqual(await jobs.result(id, patienceMs), { ...nine, outcome: 'created' })
    assert.deepEqual(await jobs.result(id, 0), { ...nine, outcome: 'created' })
    assert.deepEqual(await jobs.status(), { waiting: 0, active: 0, failed: [] })
  })

  it('tells null as the result of work that has none', async () => {
    const jobs = await open()
    jobs.handle('clean-up', async () => {})
    jobs.start()

    assert.equal(await jobs.result(await jobs.add('clean-up', 'clean-up', {}), patienceMs), null)
  })

  it('does each kind by its own work', async () => {
    const jobs = await open()
    jobs.handle('sync-title', async () => 'a title')
    jobs.handle('sync-catalogue', async () => 'the catalogue')
    jobs.start()

    const id = await jobs.add('sync-catalogue', 'catalogue', { since: null })

    assert.equal(await jobs.result(id, patienceMs), 'the catalogue')
  })

  it('tells the work which try it is, and where it was added', async () => {
    const jobs = await open()
    const attempts: Attempt[] = []
    jobs.handle('sync-title', async (_, __, attempt) => void attempts.push(attempt))
    jobs.start()

    const ids = [
      await jobs.add('sync-title', 'title-1', nine, '00-abc-def-01'),
      await jobs.add('sync-title', 'title-2', nine),
    ]
    for (const id of ids) await jobs.result(id, patienceMs)

    assert.deepEqual(attempts, [
      { number: 1, traceparent: '00-abc-def-01' },
      { number: 1, traceparent: null },
    ])
  })

  it('does four jobs at once while others wait', async () => {
    const jobs = await open()
    const { work, begun, open: let4 } = createGate()
    jobs.handle('sync-title', work)
    for (const titleId of [1, 2, 3, 4, 5, 6]) {
      await jobs.add('sync-title', `title-${titleId}`, { titleId, force: false })
    }
    assert.deepEqual(await jobs.status(), { waiting: 6, active: 0, failed: [] })

    jobs.start()
    await until(() => begun.length === 4)

    assert.deepEqual(await jobs.status(), { waiting: 2, active: 4, failed: [] })
    let4()
    await until(() => begun.length === 6)
  })

  it('tells undefined when the job has not ended in time', async () => {
    const jobs = await open()
    const gate = createGate()
    jobs.handle('sync-title', gate.work)
    jobs.start()
    const id = await jobs.add('sync-title', 'title-9000', nine)

    assert.equal(await jobs.result(id, 20), undefined)
    gate.open()
    assert.equal(await jobs.result(id, patienceMs), null)
  })

  it('knows no result of a job that there never was', async () => {
    const jobs = await open()

    await assert.rejects(jobs.result('9ae7ad8c-4a35-4b54-9f2d-2c1b8a9d2d11', 20), unavailable)
  })
}

function itDoesNoneTwice(open: () => Promise<Jobs>): void {
  it('adds no other job of the same name while one waits or is done', async () => {
    const jobs = await open()
    const gate = createGate()
    jobs.handle('sync-title', gate.work)
    const id = await jobs.add('sync-title', 'title-9000', nine)

    assert.equal(await jobs.add('sync-title', 'title-9000', nine), id)
    jobs.start()
    await until(() => gate.begun.length === 1)
    assert.equal(await jobs.add('sync-title', 'title-9000', { ...nine, force: true }), id)

    gate.open()
    await jobs.result(id, patienceMs)
    assert.deepEqual(gate.begun, [nine])
  })

  it('adds a job of the same name once the first has ended', async () => {
    const jobs = await open()
    const done: unknown[] = []
    jobs.handle('sync-title', async (data) => void done.push(data))
    jobs.start()
    const first = await jobs.add('sync-title', 'title-9000', nine)
    await jobs.result(first, patienceMs)

    const second = await jobs.add('sync-title', 'title-9000', { ...nine, force: true })
    await jobs.result(second, patienceMs)

    assert.notEqual(first, second)
    assert.deepEqual(done, [nine, { ...nine, force: true }])
  })
}

function itStops(open: () => Promise<Jobs>): void {
  it('tells work under way that it stops, waits for it, and takes no more', async () => {
    const jobs = await open()
    const told: string[] = []
    jobs.handle('sync-catalogue', async (_, signal) => {
      told.push('begun')
      await new Promise((resolve) => signal.addEventListener('abort', resolve))
      told.push(signal.reason.code)
      await setTimeout(20)
      told.push('ended')
      signal.throwIfAborted()
    })
    jobs.start()
    await jobs.add('sync-catalogue', 'catalogue', { since: null })
    await until(() => told.length === 1)

    await jobs.stop()

    assert.deepEqual(told, ['begun', 'cancelled', 'ended'])
    await assert.rejects(jobs.add('sync-title', 'title-9000', nine), unavailable)
  })

  it('stops if it has never started', async () => {
    const jobs = await open()
    await jobs.add('sync-title', 'title-9000', nine)

    await jobs.stop()
  })
}

function itRepeats(open: () => Promise<Jobs>): void {
  // Redis counts in seconds where it waits for a time.
  it('does periodic work at once, and then once per period', async () => {
    const jobs = await open()
    const begun: number[] = []
    jobs.handle('poll-updates', async (data, _, attempt) => {
      assert.deepEqual([data, attempt], [{}, { number: 1, traceparent: null }])
      begun.push(performance.now())
    })
    jobs.repeat('poll-updates', 1000)
    const start = performance.now()
    jobs.start()

    await until(() => begun.length === 3)

    const [first = 0, second = 0, third = 0] = begun.map((at) => at - start)
    assert.ok(first < 900, `${first}`)
    assert.ok(second > 900 && third > second + 500 && third < 4000, `${[second, third]}`)
  })

  it('does not begin periodic work again while the last is under way', async () => {
    const jobs = await open()
    const gate = createGate()
    jobs.handle('poll-updates', gate.work)
    jobs.repeat('poll-updates', 300)
    jobs.start()

    await setTimeout(1500)

    assert.deepEqual(gate.begun, [{}])
    gate.open()
    await until(() => gate.begun.length > 1)
  })
}
