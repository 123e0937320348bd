import assert from 'node:assert/strict'
import { join } from 'node:path'
import process from 'node:process'
import { after, before, describe, it } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { runtimes, unlessMissing } from '../../runtimes/runtimes.ts'
import { until } from '../../runtimes/until.ts'
import { missing } from '../../servers/missing.ts'
import { type Program, startProcess } from '../../support/start-process.ts'
import { createWorld, type World } from './world.ts'

const nine = { titleId: 9000, force: false }

describe('replicas that share a queue of BullMQ', {
  skip: missing('redis'),
  concurrency: true,
}, () => {
  let world: World
  const programs: Program[] = []
  before(async () => {
    world = await createWorld()
  })
  after(async () => {
    for (const program of programs) await program.end()
    await world.end()
  })

  /** Starts a replica in a process of its own. */
  function startReplica(command: readonly string[], url: string): Program {
    const program = startProcess([...command, join(import.meta.dirname, 'replica.ts'), url], {})
    programs.push(program)
    return program
  }

  it('add a job once, and tell each other its result', async () => {
    const url = world.newPlace()
    const [asking, doing] = [world.open({ url }), world.open({ url })]
    doing.handle('sync-title', async () => 'done elsewhere')

    const id = await asking.add('sync-title', 'title-9000', nine)
    assert.equal(await doing.add('sync-title', 'title-9000', nine), id)
    doing.start()

    assert.equal(await asking.result(id, 1000), 'done elsewhere')
  })

  // Redis counts in seconds where it waits for a time.
  it('do periodic work once per period', async () => {
    const url = world.newPlace()
    const begun: number[] = []
    for (const jobs of [world.open({ url }), world.open({ url }), world.open({ url })]) {
      jobs.handle('poll-updates', async () => void begun.push(performance.now()))
      jobs.repeat('poll-updates', 1000)
      jobs.start()
    }
    const start = performance.now()

    await until(() => begun.length === 4)

    const ms = performance.now() - start
    assert.ok(ms > 2_500, `${begun.map((at) => at - start)}`)
  })

  it('do again what the stop of one of them has interrupted, as the same try', async () => {
    const url = world.newPlace()
    const first = world.open({ url })
    const begun = Promise.withResolvers<void>()
    first.handle('sync-title', async (_, signal) => {
      begun.resolve()
      await new Promise((resolve) => signal.addEventListener('abort', resolve))
      signal.throwIfAborted()
    })
    first.start()
    const id = await first.add('sync-title', 'title-9000', nine, '00-abc-def-01')
    await begun.promise
    await first.stop()

    const second = world.open({ url })
    assert.deepEqual(await second.status(), { waiting: 1, active: 0, failed: [] })
    second.handle('sync-title', async (_, __, attempt) => attempt)
    second.start()

    const attempt = { number: 1, traceparent: '00-abc-def-01' }
    assert.deepEqual(await second.result(id, 1000), attempt)
  })

  it('keep the result of work that ends well although it was told to stop', async () => {
    const url = world.newPlace()
    const first = world.open({ url })
    const begun = Promise.withResolvers<void>()
    first.handle('sync-title', async (_, signal) => {
      begun.resolve()
      await new Promise((resolve) => signal.addEventListener('abort', resolve))
      await setTimeout(20)
      return 'to the end'
    })
    first.start()
    const id = await first.add('sync-title', 'title-9000', nine)
    await begun.promise

    await first.stop()

    assert.equal(await world.open({ url }).result(id, 0), 'to the end')
  })

  // A lock of 500 ms runs out, and is looked for twice.
  it('do again what one of them has died of', async () => {
    const url = world.newPlace()
    const jobs = world.open({ url, lockMs: 500 })
    const id = await jobs.add('sync-catalogue', 'catalogue', { since: null })
    const replica = startReplica([process.execPath], url)
    await replica.line('dies')
    assert.equal(await replica.ended, null)

    jobs.handle('sync-catalogue', async (_, __, { number }) => `try ${number}`)
    jobs.start()

    assert.equal(await jobs.result(id, 10_000), 'try 1')
  })

  for (const runtime of runtimes.filter(({ livesLong }) => livesLong)) {
    it(`run on ${runtime.name}`, unlessMissing(runtime), async () => {
      const url = world.newPlace()
      const jobs = world.open({ url })
      const replica = startReplica(runtime.command.slice(0, -1), url)

      const id = await jobs.add('sync-title', 'title-9000', nine)

      assert.deepEqual(await jobs.result(id, 10_000), { done: nine })
      replica.signal('SIGTERM')
      assert.equal(await replica.ended, 0)
      assert.equal(replica.output(), '')
    })
  }
})
