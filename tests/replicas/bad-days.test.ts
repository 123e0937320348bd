import assert from 'node:assert/strict'
import { after, before, describe, it, type TestContext } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { missing } from '../servers/missing.ts'
import type { Server } from '../servers/running/start-server.ts'
import { percentile, type Sent, type SteadyLoad, startSteadyLoad } from './steady-load.ts'
import { createReplicasWorld, type Replica, type ReplicasWorld } from './world.ts'

/** How long a server is away, in milliseconds: longer than the drivers wait for a frozen one. */
const awayMs = 2_500
/** How long one request of ten that asks nobody takes on a machine too busy to measure on. */
const busyMs = 20

type Step = () => Promise<void> | void

// The servers are away for seconds each.
describe('200 requests a second', { skip: missing('redis', 'mongodb') }, () => {
  let world: ReplicasWorld
  let replicas: readonly [Replica, Replica]
  let load: SteadyLoad
  /** Requests that ask nobody: what they take, the machine takes. */
  let control: SteadyLoad
  before(async () => {
    // So short that every level is asked all the time.
    world = await createReplicasWorld({ CACHE_TTL_MEMORY: '1', CACHE_TTL_REDIS: '2' })
    replicas = await Promise.all([world.replica(), world.replica()])
    load = startSteadyLoad(200, await mostlyStored())
    control = startSteadyLoad(20, () => `${replicas[0].url}/health/live`)
    await setTimeout(1_500)
  })
  after(async () => {
    await Promise.all([load?.stop(), control?.stop()])
    await world.end()
  })

  /** Gives addresses of stored titles, by both names and of both replicas, and of some new ones. */
  async function mostlyStored(): Promise<() => string> {
    const [stored, fresh] = [await titlesOf(1), await titlesOf(2, 3, 4, 5, 6)]
    const address = (turn: number, name: unknown) =>
      `${(replicas[turn % 2] as Replica).url}/api/anilibria/v2/titles/${name}`
    for (const { id } of stored) await (await fetch(address(id, id))).arrayBuffer()
    let turn = 0
    return () => {
      turn += 1
      const isNew = turn % 100 === 0 && fresh.length > 0
      if (isNew) return address(turn / 100, fresh.pop()?.id)
      const known = stored[(turn * 7) % stored.length]
      return address(turn, turn % 3 === 0 ? known?.alias : known?.id)
    }
  }

  async function titlesOf(...pages: readonly number[]) {
    const url = (page: number) =>
      `${world.upstream.url}/anime/catalog/releases?limit=50&page=${page}`
    const lists = await Promise.all(pages.map(async (page) => (await fetch(url(page))).json()))
    return lists.flatMap(({ data }): { id: number; alias: string }[] => data)
  }

  async function measure(leave: Step, comeBack: Step) {
    load.forget()
    control.forget()
    await leave()
    await setTimeout(awayMs)
    await comeBack()
    const start = performance.now()
    await Promise.all(replicas.map(untilWell))
    return {
      sent: load.sent(),
      recoveredMs: performance.now() - start,
      p99: percentile(load.sent(), 0.99),
      machine: percentile(control.sent(), 0.9),
    }
  }

  /** On a machine that is busy with something else, measures again. */
  async function prove(t: TestContext, leave: Step, comeBack: Step): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      const { sent, p99, machine, recoveredMs } = await measure(leave, comeBack)
      t.diagnostic(
        `${figures(sent)}; used again after ${recoveredMs.toFixed()} ms; one of ten that ask nobody took ${machine.toFixed()} ms`,
      )
      assert.deepEqual(sent.filter(failed), [])
      if (p99 >= 300 && machine > busyMs && tries < 3) continue
      assert.ok(p99 < 300, `p99 is ${p99} ms`)
      return
    }
  }

  const servers: readonly [string, () => Server][] = [
    ['Redis', () => world.redis],
    ['MongoDB', () => world.mongodb],
  ]
  for (const [name, server] of servers) {
    it(`are answered while ${name} is killed and started again`, (t) =>
      prove(t, server().kill, server().restart))

    it(`are answered while ${name} is frozen and thawed`, (t) =>
      prove(t, server().freeze, server().thaw))
  }
})

const failed = ({ status }: Sent): boolean => status !== 200

function figures(sent: readonly Sent[]): string {
  const [p50, p99, most] = [0.5, 0.99, 1].map((share) => percentile(sent, share).toFixed())
  return `${sent.length} requests, ${sent.filter(failed).length} failed: p50 ${p50} ms, p99 ${p99} ms, longest ${most} ms`
}

/** Resolves once a replica uses Redis and the store again, nothing is broken and nobody waits. */
async function untilWell({ metric }: Replica): Promise<void> {
  const used = () =>
    Promise.all([
      metric('anilibria_cache_operations_total{operation="get",cache_level="redis",result="hit"}'),
      metric(
        'anilibria_database_operations_total{operation="find",collection="titles",result="ok"}',
      ),
    ])
  const troubles = () =>
    Promise.all([
      metric('anilibria_circuit_breaker_state{service="redis"}'),
      metric('anilibria_circuit_breaker_state{service="mongodb"}'),
      metric('anilibria_database_connection_pool{status="waiting"}'),
    ])
  const before = await used()
  const end = performance.now() + 10_000
  for (;;) {
    const [now, trouble] = [await used(), await troubles()]
    const moved = now.every((count, nth) => count > (before[nth] ?? 0))
    if (moved && trouble.every((state) => state === 0)) return
    assert.ok(performance.now() < end, `After 10 s: used ${before} and ${now}, trouble ${trouble}`)
    await setTimeout(100)
  }
}
