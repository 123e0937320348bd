import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { until } from '../runtimes/until.ts'
import { missing } from '../servers/missing.ts'
import { ask } from '../servers/running/ask.ts'
import { createReplicasWorld, type Replica, type ReplicasWorld } from './world.ts'

describe('of two replicas', { skip: missing('redis', 'mongodb') }, () => {
  let world: ReplicasWorld
  let one: Replica
  let other: Replica
  before(async () => {
    world = await createReplicasWorld()
    ;[one, other] = await Promise.all([world.replica(), world.replica()])
  })
  after(() => world.end())

  const both = <T>(ask: (replica: Replica) => Promise<T>): Promise<T[]> =>
    Promise.all([one, other].map(ask))

  async function episodesOf(replica: Replica, id: number): Promise<number> {
    const response = await replica.api(`/titles/${id}`)
    assert.equal(response.status, 200)
    return (await response.json()).data.episodes.list.length
  }

  async function sourceOf(replica: Replica, path: string): Promise<string> {
    const response = await replica.api(path)
    await response.arrayBuffer()
    const [, source = 'catalog'] =
      /detail=(\w+)/.exec(response.headers.get('Cache-Status') ?? '') ?? []
    return source
  }

  it('each tells within a second what was synchronised on one', async (t) => {
    const [before = 0] = await both((replica) => episodesOf(replica, 10126))
    world.upstream.publishEpisode({ title_id: 10126 })
    assert.deepEqual(await both((replica) => episodesOf(replica, 10126)), [before, before])

    const body = JSON.stringify({ title_id: 10126, force: true })
    const synced = await one.internal('/sync/title', { method: 'POST', body })
    const start = performance.now()
    await until(async () => {
      const seen = await both((replica) => episodesOf(replica, 10126))
      return seen.every((episodes) => episodes === before + 1)
    })

    const took = performance.now() - start
    t.diagnostic(`seen ${took.toFixed()} ms after the answer to the sync`)
    assert.ok(took < 1000, `${took} ms`)
    assert.deepEqual(await synced.json(), {
      data: { title_id: 10126, outcome: 'synced', episodes: before + 1 },
    })
  })

  it('each forgets answers when one is told to, and so does Redis, but neither store nor jobs', async () => {
    const paths = ['/titles/9000', '/titles?ids=9000,10126']
    for (const path of paths) await both((replica) => sourceOf(replica, path))
    const keysBefore = await keysOfRedis()

    const cleared = await one.internal('/cache?pattern=*', { method: 'DELETE' })
    await until(async () => (await entriesOf(one)) + (await entriesOf(other)) === 0)

    assert.ok((await cleared.json()).data.removed >= 4)
    const keysAfter = await keysOfRedis()
    assert.equal(keysBefore.filter(isAnswer).length, 3)
    assert.deepEqual(keysAfter.filter(isAnswer), [])
    assert.ok(keysBefore.some(isOfJobs))
    assert.deepEqual(keysAfter.filter(isOfJobs), keysBefore.filter(isOfJobs))
    world.upstream.forgetRequests()
    for (const path of paths) assert.equal(await sourceOf(one, path), 'database')
    for (const path of paths) assert.equal(await sourceOf(other, path), 'redis')
    assert.equal(world.upstream.requests().total, 0)
  })

  it('each counts against the same limit of a client', async () => {
    const limits = { RATE_LIMIT_REQUESTS_PER_MINUTE: '60', RATE_LIMIT_BURST: '10' }
    const limited = await Promise.all([world.replica(limits), world.replica(limits)])
    const askAs = (client: string, nth: number) =>
      limited[nth % 2]?.api('/genres', { headers: { 'X-Forwarded-For': client } })

    const asked = Array.from({ length: 30 }, (_, nth) => askAs('198.51.100.7', nth))
    const answers = (await Promise.all(asked)).map((response) => response?.status)

    assert.equal(answers.filter((status) => status === 200).length, 10)
    assert.equal(answers.filter((status) => status === 429).length, 20)
    assert.equal((await askAs('198.51.100.8', 1))?.status, 200)
  })

  async function keysOfRedis(): Promise<string[]> {
    const answer = await ask(world.redis.port, 'KEYS anilibria:*\r\n')
    return [...(answer.toString().match(/^anilibria:.*(?=\r$)/gm) ?? [])].sort()
  }

  async function entriesOf(replica: Replica): Promise<number> {
    return (await (await replica.internal('/cache/stats')).json()).data.memory.entries
  }
})

const isAnswer = (key: string): boolean => /^anilibria:(title|list):/.test(key)

/** Those that stay as long as no job begins or ends. */
const isOfJobs = (key: string): boolean =>
  key.startsWith('anilibria:bull:') && !key.endsWith(':stalled-check')
