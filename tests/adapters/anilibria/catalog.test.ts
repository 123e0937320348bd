import assert from 'node:assert/strict'
import { after, afterEach, before, describe, it } from 'node:test'
import { type Anilibria, createAnilibriaCatalog } from '../../../src/adapters/anilibria/catalog.ts'
import { createBreaker } from '../../../src/adapters/cockatiel/breaker.ts'
import type { Lever } from '../../support/upstream/levers/lever.ts'
import { startUpstream, type Upstream } from '../../support/upstream/start-upstream.ts'
import { visitor } from './world.ts'

let first: Upstream
let second: Upstream

before(async () => {
  first = await startUpstream()
  second = await startUpstream()
})

after(() => Promise.all([first.stop(), second.stop()]))

afterEach(() => {
  for (const upstream of [first, second]) {
    upstream.reset()
    upstream.forgetRequests()
  }
})

function createWorld(): Anilibria {
  return createAnilibriaCatalog({
    hosts: [first.url, second.url],
    userAgent: 'gateway/1',
    attemptTimeoutMs: 250,
    requestsPerSecond: 0,
    createBreaker,
    log: { write: () => {}, writes: () => true },
  })
}

const pulls: readonly Lever[] = [
  { fault: 'down' },
  { fault: '5xx', status: 500 },
  { fault: 'html521' },
  { fault: 'html200' },
  { fault: 'challenge403' },
  { fault: 'html404' },
  { fault: '429', retry_after: 1 },
  { fault: 'broken_json' },
]

describe('the catalog over real sockets', () => {
  for (const pull of pulls) {
    it(`is served by the second host if the first one is pulled to ${pull.fault}`, async () => {
      first.pull(pull)

      const title = await createWorld().catalog.title(9000, visitor())

      assert.equal(title?.id, 9000)
      assert.deepEqual([first.requests().total, second.requests().total], [1, 1])
    })
  }

  // Waits for the time-out of one attempt.
  it('is served by the second host if the first one hangs', async () => {
    first.pull({ fault: 'hang' })

    const title = await createWorld().catalog.title(9000, visitor())

    assert.equal(title?.id, 9000)
  })

  it('leaves out the one item that is broken', async () => {
    const { catalog } = createWorld()
    const query = { page: 1, limit: 20, sort: 'updated', order: 'desc' } as const
    const whole = await catalog.page(query, visitor())
    first.pull({ fault: 'broken_item' })

    const broken = await catalog.page(query, visitor())

    assert.deepEqual([whole.titles.length, broken.titles.length], [20, 19])
    assert.equal(broken.total, whole.total)
    assert.equal(second.requests().total, 0)
  })

  it('knows no title that AniLibria does not know', async () => {
    assert.equal(await createWorld().catalog.title('nobody-knows-me', visitor()), null)
    assert.equal(second.requests().total, 0)
  })

  it('refuses what AniLibria refuses', async () => {
    const query = { page: 1, limit: 51, sort: 'updated', order: 'desc' } as const

    await assert.rejects(createWorld().catalog.page(query, visitor()), { code: 'invalid' })
  })

  it('reads titles that lack whatever a title may lack', async () => {
    const { catalog } = createWorld()
    const ids = [9901, 9902, 9903, 9904, 9905, 9906, 9907, 9908, 9909]

    const titles = await Promise.all(ids.map((id) => catalog.title(id, visitor())))
    const summaries = await catalog.some(ids.toReversed(), visitor())

    assert.deepEqual(
      titles.map((title) => title?.id),
      ids,
    )
    assert.deepEqual(
      summaries.map(({ id }) => id),
      ids.toReversed(),
    )
  })

  it('keeps odd numbers of episodes', async () => {
    const { catalog } = createWorld()

    const prologue = await catalog.title(9836, visitor())
    const late = await catalog.title(413, visitor())

    assert.deepEqual(
      prologue?.episodes.list.slice(0, 2).map(({ ordinal }) => ordinal),
      [0.8, 1],
    )
    assert.deepEqual([late?.episodes.list[0]?.ordinal, late?.episodes.released], [370, 131])
    assert.ok(late?.episodes.list.every(({ hls }) => hls.fhd === null && hls.hd !== null))
  })

  it('answers every kind of question', async () => {
    const { catalog } = createWorld()

    const found = await catalog.search('Naruto', visitor())
    const updates = await catalog.updates(3, visitor())
    const random = await catalog.random(visitor())
    const week = await catalog.schedule(visitor())
    const genres = await catalog.genres(visitor())

    assert.deepEqual(
      found.map(({ id }) => id),
      [413, 2495, 3996],
    )
    assert.ok(updates.every(({ latest_episode }) => latest_episode !== null))
    assert.ok(random !== null && random.id > 0)
    assert.equal(week.length, 7)
    assert.ok(week.some(({ titles }) => titles.length > 0))
    assert.deepEqual(genres[0], { id: 1, name: 'Комедия' })
    assert.equal(await catalog.country(visitor()), 'GE')
  })

  it('hangs up when the visitor leaves', async () => {
    first.pull({ fault: 'hang' })
    const leaving = new AbortController()
    const asking = createWorld().catalog.title(9000, visitor(leaving.signal))
    setTimeout(() => leaving.abort(), 20)

    await assert.rejects(asking, { code: 'cancelled' })

    assert.equal(second.requests().total, 0)
  })
})
