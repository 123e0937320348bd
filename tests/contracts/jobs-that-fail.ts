import assert from 'node:assert/strict'
import { it } from 'node:test'
import { Failure } from '../../src/core/failure.ts'
import type { Jobs } from '../../src/core/jobs/jobs.ts'
import { until } from '../runtimes/until.ts'
import { rejectionsNobodyHandles } from '../support/unhandled-rejections.ts'

export const unavailable = { name: 'Failure', code: 'unavailable' }
export const nine = { titleId: 9000, force: false }

/** Long enough for all five tries of a job. */
export const patienceMs = 10_000

/** Declares what becomes of jobs that fail, and how often they are tried. */
export function itTriesAgain(open: () => Promise<Jobs>): void {
  // The four pauses take at least 0.75 s.
  it('tries a job that fails five times, with growing pauses, and then keeps it', async () => {
    const jobs = await open()
    const tries: { readonly number: number; readonly at: number }[] = []
    jobs.handle('sync-title', async (_, __, { number }) => {
      tries.push({ number, at: performance.now() })
      throw new Failure('unavailable', 'Cannot ask AniLibria', { cause: new Error('no route') })
    })
    jobs.start()
    const before = Date.now()
    const id = await jobs.add('sync-title', 'title-9000', nine)

    await assert.rejects(jobs.result(id, patienceMs), unavailable)

    assert.deepEqual(
      tries.map(({ number }) => number),
      [1, 2, 3, 4, 5],
    )
    const pauses = tries.slice(1).map(({ at }, index) => at - (tries[index]?.at ?? at))
    for (const [index, pause] of pauses.entries()) assert.ok(pause > 45 * 2 ** index, `${pauses}`)
    const { failed, ...rest } = await jobs.status()
    assert.deepEqual(rest, { waiting: 0, active: 0 })
    const reason = 'Cannot ask AniLibria, caused by: no route'
    assert.partialDeepStrictEqual(failed, [{ id, kind: 'sync-title', attempts: 5, reason }])
    const failedAt = failed[0]?.failedAt ?? 0
    assert.ok(failedAt > before && failedAt <= Date.now())
  })

  it('counts nowhere what ends well after failures', async () => {
    const jobs = await open()
    jobs.handle('sync-title', async (_, __, { number }) => {
      if (number < 3) throw new Error('no')
      return 'at last'
    })
    jobs.start()

    const id = await jobs.add('sync-title', 'title-9000', nine)
    await until(async () => (await jobs.status()).waiting === 1)

    assert.equal(await jobs.add('sync-title', 'title-9000', nine), id)
    assert.equal(await jobs.result(id, patienceMs), 'at last')
    assert.deepEqual(await jobs.status(), { waiting: 0, active: 0, failed: [] })
  })

  for (const code of ['invalid', 'title-not-found'] as const) {
    it(`does not try again what failed as ${code}`, async () => {
      const jobs = await open()
      jobs.handle('sync-title', async () => {
        throw new Failure(code, 'Cannot find title 9000')
      })
      jobs.start()
      const id = await jobs.add('sync-title', 'title-9000', nine)

      await assert.rejects(jobs.result(id, patienceMs), unavailable)

      const { failed } = await jobs.status()
      assert.notEqual(await jobs.add('sync-title', 'title-9000', nine), id)
      assert.partialDeepStrictEqual(failed, [{ attempts: 1, reason: 'Cannot find title 9000' }])
    })
  }

  it('shows what was given up last first', async () => {
    const jobs = await open()
    jobs.handle('sync-title', async ({ titleId }) => {
      throw new Failure('invalid', `Cannot read title ${titleId}`)
    })
    jobs.start()
    for (const titleId of [1, 2]) {
      const id = await jobs.add('sync-title', `title-${titleId}`, { titleId, force: false })
      await assert.rejects(jobs.result(id, patienceMs), unavailable)
    }

    const reasons = (await jobs.status()).failed.map(({ reason }) => reason)

    assert.deepEqual(reasons, ['Cannot read title 2', 'Cannot read title 1'])
  })
}

/** Declares that nobody but those who ask is told of it. */
export function itLetsNothingEscape(open: () => Promise<Jobs>): void {
  it('lets no throw of the work escape, whatever it is', async () => {
    const jobs = await open()
    const thrown = [new Error('a bug'), undefined, 'a text', Object.create(null)]
    jobs.handle('sync-title', ({ titleId }, _, { number }) => {
      throw number === 1 ? thrown[titleId] : new Failure('invalid', 'Cannot go on')
    })

    const unhandled = await rejectionsNobodyHandles(async () => {
      jobs.start()
      for (const titleId of thrown.keys()) {
        await jobs.add('sync-title', `title-${titleId}`, { titleId, force: false })
      }
      await until(async () => (await jobs.status()).failed.length === thrown.length)
      await jobs.stop()
    })

    assert.deepEqual(unhandled, [])
  })
}
