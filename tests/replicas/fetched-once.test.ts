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
  before(async () => {
    world = await createReplicasWorld()
    replicas = await Promise.all([world.replica(), world.replica()])
  })
  after(() => world.end())

  /** Titles that nobody has asked for, 50 by each page. */
  async function someTitles(page: number): Promise<readonly Known[]> {
    const list = await fetch(`${world.upstream.url}/anime/catalog/releases?limit=50&page=${page}`)
    world.upstream.forgetRequests()
    return (await list.json()).data
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

  it('ask AniLibria once for each title of 1,000 mixed requests', async (t) => {
    const titles = await someTitles(3)
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
    const first = titles.map(({ id, alias }, at) => `/anime/releases/${at % 2 === 0 ? alias : id}`)
    assert.deepEqual(new Map(fetches()), new Map(first.map((path) => [path, 1])))
  })

  it('ask AniLibria once by each name if both are new at the same moment', async () => {
    const titles = await someTitles(4)

    await Promise.all(
      titles.flatMap(({ id, alias }) =>
        [id, alias, id, alias].map((name, nth) => titleFrom(Math.floor(nth / 2), name)),
      ),
    )

    const more = fetches().filter(([, times]) => times > 1)
    assert.deepEqual(more, [])
  })
})
