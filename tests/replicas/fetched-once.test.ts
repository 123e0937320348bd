import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { missing } from '../servers/missing.ts'
import { createReplicasWorld, type Replica, type ReplicasWorld } from './world.ts'

const requests = 1_000
/** How many of them are under way at once. */
const clients = 40

interface Known {
  readonly id: number
  readonly alias: string
}

describe('two replicas', { skip: missing('redis', 'mongodb') }, () => {
  let world: ReplicasWorld
  let replicas: readonly [Replica, Replica]
  let page = 2
  before(async () => {
    world = await createReplicasWorld()
    replicas = await Promise.all([world.replica(), world.replica()])
  })
  after(() => world.end())

  /** 50 titles that nobody has asked for. */
  async function newTitles(): Promise<readonly Known[]> {
    page += 1
    const list = await fetch(`${world.upstream.url}/anime/catalog/releases?limit=50&page=${page}`)
    world.upstream.forgetRequests()
    return (await list.json()).data
  }

  /**
   * Where Redis takes too long each replica asks for itself: on a machine that is so busy with
   * something else, the second or third time counts.
   */
  async function whileRedisAnswers(prove: () => Promise<void>): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      const before = timesLeftAlone()
      try {
        return await prove()
      } catch (error) {
        if (timesLeftAlone() === before || tries === 3) throw error
      }
    }
  }

  function timesLeftAlone(): number {
    const lines = replicas.flatMap(({ program }) => program.output().split('\n'))
    return lines.filter((line) => line.includes('"breaker":"redis","state":"open"')).length
  }

  function fetches(): readonly (readonly [path: string, times: number])[] {
    return Object.entries(world.upstream.requests()).filter((entry): entry is [string, number] =>
      /^\/anime\/releases\/./.test(entry[0]),
    )
  }

  async function titleFrom(replica: number, idOrAlias: number | string): Promise<number> {
    const response = await (replicas[replica % 2] as Replica).api(`/titles/${idOrAlias}`)
    assert.equal(response.status, 200)
    return (await response.json()).data.id
  }

  it('ask AniLibria once for each title of 1,000 mixed requests', (t) =>
    whileRedisAnswers(async () => {
      const titles = await newTitles()
      const answered = new Set<number>()
      const start = performance.now()
      let next = 0

      async function client(): Promise<void> {
        for (let turn = next++; turn < requests; turn = next++) {
          const at = (turn * 7 + Math.floor(turn / 200) * 13) % titles.length
          const { id, alias } = titles[at] as Known
          // Until somebody has told, nobody can know that both names mean the same title.
          const byAlias = answered.has(id) ? turn % 2 === 0 : at % 2 === 0
          assert.equal(await titleFrom(turn % 3, byAlias ? alias : id), id)
          answered.add(id)
        }
      }
      await Promise.all(Array.from({ length: clients }, client))

      t.diagnostic(`${requests} requests took ${Math.round(performance.now() - start)} ms`)
      assert.equal(answered.size, titles.length)
      const first = titles.map(
        ({ id, alias }, at) => `/anime/releases/${at % 2 === 0 ? alias : id}`,
      )
      assert.deepEqual(new Map(fetches()), new Map(first.map((path) => [path, 1])))
    }))

  it('ask AniLibria once by each name if both are new at the same moment', () =>
    whileRedisAnswers(async () => {
      for (const { id, alias } of (await newTitles()).slice(0, 10)) {
        const asked = [id, alias, id, alias].map((name, nth) => titleFrom(nth < 2 ? 0 : 1, name))
        assert.deepEqual(await Promise.all(asked), [id, id, id, id])
      }

      const more = fetches().filter(([, times]) => times > 1)
      assert.deepEqual(more, [])
    }))
})
