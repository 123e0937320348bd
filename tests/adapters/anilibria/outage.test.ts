import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { answers, background, createWorld, hangs, refuses, visitor, type World } from './world.ts'

/** Leaves five questions unanswered, so that the breaker opens. */
async function lose({ catalog, host }: World) {
  host('a', refuses)
  for (const id of [1, 2, 3, 4, 5]) {
    await assert.rejects(catalog.title(id, visitor()), { code: 'unavailable' })
  }
}

function wait(ms: number) {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

describe('an outage of all hosts', () => {
  it('is told of once, and once when it is over', async () => {
    const { catalog, host, events } = createWorld({ hosts: ['a', 'b'] })
    host('a', refuses)
    host('b', refuses)
    await assert.rejects(catalog.title(1, visitor()))
    await assert.rejects(catalog.title(2, visitor()))
    host('b', answers({ id: 3 }))
    await catalog.title(3, visitor())
    await catalog.title(3, visitor())

    const [lost, ...more] = events('upstreamLost')

    assert.match(String(lost?.error), /ECONNREFUSED/)
    assert.match(String(lost?.advice), /ANILIBRIA_API_URLS/)
    assert.deepEqual(more, [])
    assert.deepEqual(events('upstreamBack'), [{ host: 'b.test' }])
  })

  it('opens the breaker after five questions: nobody is asked any more', async () => {
    const world = createWorld({ hosts: ['a'] })
    await lose(world)
    const before = world.asked.length

    await assert.rejects(world.catalog.title(6, visitor()), ({ code, retryAfterMs }) => {
      return code === 'unavailable' && retryAfterMs > 29_000
    })

    assert.equal(before, 15)
    assert.equal(world.asked.length, before)
    assert.equal(world.breakerState(), 'open')
    assert.deepEqual(world.events('breakerChanged'), [{ breaker: 'anilibria_api', state: 'open' }])
  })

  it('is over with the first answer once the breaker tries again', async () => {
    const world = createWorld({ hosts: ['a'], openMs: 5 })
    await lose(world)
    world.host('a', answers({ id: 6 }))
    await wait(10)

    assert.equal((await world.catalog.title(6, visitor()))?.id, 6)

    assert.deepEqual(
      world.events('breakerChanged').map(({ state }) => state),
      ['open', 'half-open', 'closed'],
    )
  })

  it('is probed to the end, even if the visitor who probes leaves', async () => {
    const world = createWorld({ hosts: ['a'], openMs: 5 })
    const leaving = new AbortController()
    const answer = Promise.withResolvers<Response>()
    await lose(world)
    world.host('a', () => answer.promise)
    await wait(10)
    const probing = world.catalog.title(6, visitor(leaving.signal))
    await wait(1)

    leaving.abort()

    await assert.rejects(probing, { code: 'cancelled' })
    await wait(1)
    assert.equal(world.breakerState(), 'half-open')
    answer.resolve(Response.json({ id: 6 }))
    await wait(1)
    assert.equal(world.breakerState(), 'closed')
  })

  it('is also one if hosts are silent until the deadline', async () => {
    const { catalog, host, breakerState, events } = createWorld({ deadlineMs: 5 })
    host('a', hangs)

    for (const id of [1, 2, 3, 4, 5]) {
      await assert.rejects(catalog.title(id, visitor()), { code: 'timeout' })
    }

    await wait(1)
    assert.equal(breakerState(), 'open')
    assert.equal(events('upstreamLost').length, 1)
  })

  it('is not what our own limit looks like', async () => {
    const { catalog, breakerState, events } = createWorld({ requestsPerSecond: 1, deadlineMs: 500 })
    await catalog.title(1, visitor())

    for (const id of [1, 2, 3, 4, 5, 6]) {
      await assert.rejects(catalog.title(id, visitor()), { code: 'unavailable' })
    }

    assert.equal(breakerState(), 'closed')
    assert.deepEqual(events('upstreamLost'), [])
  })
})

describe('answers that are no outage', () => {
  for (const [what, manner] of [
    ['an unknown title', answers({}, 404)],
    ['a refused question', answers({}, 422)],
  ] as const) {
    it(`${what} lets the breaker count from the beginning`, async () => {
      const { catalog, host, breakerState } = createWorld({ hosts: ['a'] })
      const ask = () => catalog.title(1, visitor()).catch(() => null)
      for (let failure = 1; failure <= 8; failure += 1) {
        host('a', failure === 4 ? manner : refuses)
        await ask()
      }

      assert.equal(breakerState(), 'closed')
    })
  }

  it('visitors who leave do not open the breaker', async () => {
    const { catalog, host, breakerState } = createWorld({ hosts: ['a'] })
    host('a', hangs)

    for (let visit = 1; visit <= 6; visit += 1) {
      await assert.rejects(catalog.title(1, visitor(AbortSignal.timeout(1))), { code: 'cancelled' })
    }

    await wait(1)
    assert.equal(breakerState(), 'closed')
  })
})

describe('questions at the same time', () => {
  it('are put to AniLibria ten at once', async () => {
    const { catalog, host, asked } = createWorld()
    const all = Array.from({ length: 12 }, (_, id) => catalog.title(id + 1, visitor()))
    const answer = Promise.withResolvers<Response>()
    host('a', async () => (await answer.promise).clone())
    await wait(1)
    assert.equal(asked.length, 10)

    answer.resolve(Response.json({ id: 1 }))
    await Promise.all(all)

    assert.equal(asked.length, 12)
  })

  it('do not wait behind background work', async () => {
    const { catalog, host, asked } = createWorld({ deadlineMs: 20 })
    host('a', hangs)
    const all = Array.from({ length: 12 }, (_, id) => catalog.title(id + 1, background()))
    await wait(1)
    assert.equal(asked.length, 2)

    host('a', answers({ id: 100 }))
    const title = await catalog.title(100, visitor())

    assert.equal(title?.id, 100)
    await Promise.allSettled(all)
  })
})
