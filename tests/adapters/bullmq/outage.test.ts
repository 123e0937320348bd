import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { failureCode } from '../../../src/core/failure.ts'
import type { Jobs } from '../../../src/core/jobs/jobs.ts'
import { until } from '../../runtimes/until.ts'
import { missing } from '../../servers/missing.ts'
import { createWorld, type World } from './world.ts'

const unavailable = { name: 'Failure', code: 'unavailable' }
const nine = { titleId: 9000, force: false }

/** Asks for everything at once, and expects to be told within 2 s that nobody answers. */
async function refusesAll(jobs: Jobs, id: string): Promise<void> {
  const start = performance.now()
  await Promise.all([
    assert.rejects(jobs.add('sync-title', 'title-1', nine), unavailable),
    assert.rejects(jobs.result(id, 60_000), unavailable),
    assert.rejects(jobs.status(), unavailable),
  ])
  const ms = performance.now() - start
  assert.ok(ms < 2_900, `${ms}`)
}

/** Work that waits until it is let, and says when it has begun. */
function createGate() {
  const begun = Promise.withResolvers<void>()
  const open = Promise.withResolvers<string>()
  return {
    begun: begun.promise,
    open: () => open.resolve('done'),
    work: () => {
      begun.resolve()
      return open.promise
    },
  }
}

// Callers are told after 2 s that nobody answers, so these tests go side by side.
describe('jobs by BullMQ', { skip: missing('redis'), concurrency: true }, () => {
  const worlds: World[] = []
  after(() => Promise.all(worlds.map((world) => world.end())))

  async function newWorld(): Promise<World> {
    const world = await createWorld()
    worlds.push(world)
    return world
  }

  it('go on by themselves when Redis is killed in the middle of a job, and comes back', async () => {
    const { open, server } = await newWorld()
    const jobs = open()
    const { begun, work, open: finish } = createGate()
    let polls = 0
    jobs.handle('sync-title', work)
    jobs.handle('poll-updates', async () => {
      polls += 1
    })
    jobs.repeat('poll-updates', 500)
    jobs.start()
    const id = await jobs.add('sync-title', 'title-9000', nine)
    await begun

    await server.kill()
    finish()
    await refusesAll(jobs, id)
    await server.restart()

    assert.equal(await jobs.result(id, 5_000), 'done')
    const next = await jobs.add('sync-title', 'title-9000', nine)
    assert.equal(await jobs.result(next, 5_000), 'done')
    const before = polls
    await until(() => polls > before + 1)
    assert.deepEqual((await jobs.status()).failed, [])
  })

  it('do not do later what was refused while Redis was away', async () => {
    const { open, server } = await newWorld()
    const jobs = open()
    const id = await jobs.add('sync-title', 'title-9000', nine)

    await server.kill()
    await until(() => jobs.connections() === 0)
    await refusesAll(jobs, id)
    await server.restart()

    assert.equal(await jobs.add('sync-title', 'title-9000', nine), id)
    await setTimeout(100)
    assert.equal((await jobs.status()).waiting, 1)
  })

  it('wait a moment for Redis to come back', async () => {
    const { open, server } = await newWorld()
    const jobs = open()
    await until(() => jobs.connections() === 1)
    await server.kill()
    await until(() => jobs.connections() === 0)

    const adding = jobs.add('sync-title', 'title-9000', nine)
    await setTimeout(300)
    await server.restart()

    await adding
  })

  it('go on by themselves when Redis was frozen for longer than a worker waits for it', async () => {
    const { open, server } = await newWorld()
    const jobs = open()
    const { begun, work, open: finish } = createGate()
    jobs.handle('sync-title', work)
    jobs.start()
    const id = await jobs.add('sync-title', 'title-9000', nine)
    await begun

    server.freeze()
    finish()
    await refusesAll(jobs, id)
    await setTimeout(4_500)
    server.thaw()

    assert.equal(await jobs.result(id, 5_000), 'done')
    const next = await jobs.add('sync-title', 'title-9000', nine)
    assert.equal(await jobs.result(next, 5_000), 'done')
  })

  it('start without Redis, and begin when it is there', async () => {
    const { open, server, newPlace } = await newWorld()
    const url = newPlace()
    await server.kill()
    const jobs = open({ url })
    const polled = Promise.withResolvers<void>()
    jobs.handle('sync-title', async () => 'done')
    jobs.handle('poll-updates', async () => polled.resolve())
    jobs.repeat('poll-updates', 60_000)
    jobs.start()
    await assert.rejects(jobs.add('sync-title', 'title-9000', nine), unavailable)

    await server.restart()

    const id = await jobs.add('sync-title', 'title-9000', nine)
    assert.equal(await jobs.result(id, 5_000), 'done')
    await polled.promise
  })

  it('go on when Redis has lost all it had', async () => {
    const { open, look, newPlace } = await newWorld()
    const url = newPlace()
    const jobs = open({ url })
    let polls = 0
    jobs.handle('poll-updates', async () => {
      polls += 1
    })
    jobs.repeat('poll-updates', 60_000)
    jobs.start()
    await until(() => polls === 1)

    await look(url).flushall()

    await setTimeout(2_500)
    await until(() => polls === 2)
  })

  it('tell work to stop when its lock was lost, for it is done elsewhere by then', async () => {
    const { open, server } = await newWorld()
    const jobs = open({ lockMs: 400 })
    const told = Promise.withResolvers<unknown>()
    const begun: number[] = []
    jobs.handle('sync-title', async (_, signal, { number }) => {
      begun.push(number)
      if (begun.length === 2) return 'done by another'
      signal.addEventListener('abort', () => told.resolve(signal.reason))
      await told.promise
      return 'done by the first'
    })
    jobs.start()
    const id = await jobs.add('sync-title', 'title-9000', nine)
    await until(() => begun.length === 1)

    server.freeze()
    await setTimeout(800)
    server.thaw()

    assert.equal(failureCode(await told.promise), 'cancelled')
    assert.equal(await jobs.result(id, 10_000), 'done by another')
    assert.deepEqual(begun, [1, 1])
  })

  it('rest while Redis is full and refuses all, and go on by themselves', async () => {
    const { open, look, newPlace, errors } = await newWorld()
    const url = newPlace()
    const jobs = open({ url })
    jobs.handle('sync-title', async () => 'done')
    const id = await jobs.add('sync-title', 'title-9000', nine)
    const redis = look(url)
    await redis.config('SET', 'maxmemory', '1')

    jobs.start()
    await assert.rejects(jobs.add('sync-title', 'title-1', nine), unavailable)
    await setTimeout(1_500)
    await redis.config('SET', 'maxmemory', '0')

    assert.equal(await jobs.result(id, 5_000), 'done')
    assert.ok(errors.length >= 1 && errors.length <= 3, `${errors}`)
  })

  it('stop at once while Redis is down, once the work is over', async () => {
    const { open, server } = await newWorld()
    const jobs = open()
    const begun = Promise.withResolvers<void>()
    jobs.handle('sync-title', async (_, signal) => {
      begun.resolve()
      await new Promise((resolve) => signal.addEventListener('abort', resolve))
      await setTimeout(100)
    })
    jobs.start()
    await jobs.add('sync-title', 'title-9000', nine)
    await begun.promise
    await server.kill()
    await until(() => jobs.connections() === 0)
    const start = performance.now()

    await jobs.stop()

    const ms = performance.now() - start
    assert.ok(ms > 90 && ms < 1_000, `${ms}`)
    await assert.rejects(jobs.add('sync-title', 'title-9000', nine), unavailable)
  })

  it('stop within some seconds while Redis is frozen', async () => {
    const { open, server } = await newWorld()
    const jobs = open()
    jobs.start()
    await until(() => jobs.connections() === 2)
    server.freeze()
    const start = performance.now()

    await jobs.stop()

    const ms = performance.now() - start
    assert.ok(ms < 6_000, `${ms}`)
    await until(() => jobs.connections() === 0)
  })

  it('are refused by a Redis that does not know the password', async () => {
    const { open, look, newPlace } = await newWorld()
    const url = newPlace()
    await look(url).config('SET', 'requirepass', 'another')
    const jobs = open({ url: url.replace('//', '//:wrong@') })
    jobs.start()

    await refusesAll(jobs, 'any')
  })
})
