import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Failure } from '../../../src/core/failure.ts'
import { answers, answersHtml, createWorld, hangs, refuses, visitor } from './world.ts'

describe('a question that no host answers', () => {
  it('is asked in three rounds, with growing pauses', async () => {
    const { catalog, host, asked, slept } = createWorld({ hosts: ['a', 'b'], random: () => 0.999 })
    host('a', refuses)
    host('b', answersHtml(521))

    await assert.rejects(catalog.title(9000, visitor()), { code: 'unavailable' })

    assert.deepEqual(asked, ['a', 'b', 'a', 'b', 'a', 'b'])
    assert.deepEqual(slept.map(Math.round), [500, 999])
  })

  it('is answered by the host that recovers meanwhile', async () => {
    const { catalog, host, asked } = createWorld({ hosts: ['a'] })
    let requests = 0
    host('a', (url, signal) => (++requests < 3 ? refuses : answers({ id: 9000 }))(url, signal))

    assert.equal((await catalog.title(9000, visitor()))?.id, 9000)
    assert.equal(asked.length, 3)
  })

  it('fails without naming hosts, and says when to come back', async () => {
    const { catalog, host } = createWorld({ hosts: ['a'] })
    host('a', refuses)

    const failure: Failure = await catalog.title(9000, visitor()).catch((error) => error)

    assert.doesNotMatch(failure.message, /a\.test|127\.0/)
    assert.equal(failure.retryAfterMs, 10_000)
  })

  it('fails with timeout if all hosts were silent', async () => {
    const { catalog, host } = createWorld({ hosts: ['a', 'b'], attemptTimeoutMs: 5 })
    host('a', hangs)
    host('b', hangs)

    await assert.rejects(catalog.title(9000, visitor()), { code: 'timeout' })
  })

  it('fails with unavailable if only some of them were', async () => {
    const { catalog, host } = createWorld({ hosts: ['a', 'b'], attemptTimeoutMs: 5 })
    host('a', hangs)
    host('b', refuses)

    await assert.rejects(catalog.title(9000, visitor()), { code: 'unavailable' })
  })

  it('fails with timeout when the deadline of the whole passes', async () => {
    const { catalog, host, attempts } = createWorld({ deadlineMs: 10 })
    host('a', hangs)

    await assert.rejects(catalog.title(9000, visitor()), { code: 'timeout' })
    await Promise.resolve()

    assert.deepEqual(
      attempts.map(({ status }) => status),
      ['timeout'],
    )
  })
})

describe('Retry-After', () => {
  const tooMany = (retryAfter: string) => answers({}, 429, { 'Retry-After': retryAfter })

  for (const [form, said] of [
    ['seconds', '2'],
    ['a date', 'Thu, 01 Jan 2026 00:00:02 GMT'],
  ] as const) {
    it(`is waited for if it fits the deadline, said as ${form}`, async () => {
      const { catalog, host, slept } = createWorld({ hosts: ['a'] })
      let requests = 0
      host('a', (url, signal) =>
        (++requests < 2 ? tooMany(said) : answers({ id: 9000 }))(url, signal),
      )

      assert.equal((await catalog.title(9000, visitor()))?.id, 9000)
      assert.deepEqual(slept, [2000])
    })
  }

  it('ends the question at once if it does not fit the deadline', async () => {
    const { catalog, host, asked, slept } = createWorld({ hosts: ['a'] })
    host('a', tooMany('30'))

    const failure: Failure = await catalog.title(9000, visitor()).catch((error) => error)

    assert.equal(failure.code, 'unavailable')
    assert.equal(failure.retryAfterMs, 30_000)
    assert.deepEqual([asked, slept], [['a'], []])
  })

  it('keeps this host, and no other, from being asked again', async () => {
    const { catalog, host, asked } = createWorld({ hosts: ['a', 'b'] })
    host('a', tooMany('30'))
    host('b', refuses)

    await assert.rejects(catalog.title(9000, visitor()), { code: 'unavailable' })

    assert.deepEqual(asked, ['a', 'b', 'b', 'b'])
  })

  it('is how long the host is left alone, if longer than ten seconds', async () => {
    const { catalog, host, asked, pass, events } = createWorld({ hosts: ['a', 'b'] })
    host('a', tooMany('60'))
    await catalog.title(9000, visitor())
    host('b', refuses)

    pass(30_000)
    await catalog.title(9000, visitor()).catch(() => null)

    assert.deepEqual(asked, ['a', 'b', 'b', 'b', 'b'])
    assert.equal(events('hostLeft')[0]?.cool_down, 60)
  })
})

describe('a visitor who leaves', () => {
  it('stops the request under way', async () => {
    const { catalog, host, requests, attempts } = createWorld()
    const leaving = new AbortController()
    host('a', hangs)
    const asking = catalog.title(9000, visitor(leaving.signal))
    // The rejection is looked at below.
    asking.catch(() => {})
    while (requests.length === 0) await Promise.resolve()

    leaving.abort(new Error('gone'))

    await assert.rejects(asking, { name: 'Failure', code: 'cancelled' })
    assert.equal(requests[0]?.init.signal?.aborted, true)
    await new Promise((resolve) => setTimeout(resolve))
    assert.deepEqual(
      attempts.map(({ status }) => status),
      ['cancelled'],
    )
    assert.equal(requests.length, 1)
  })

  it('asks nothing if he has left before', async () => {
    const { catalog, asked } = createWorld()

    await assert.rejects(catalog.title(9000, visitor(AbortSignal.abort())), { code: 'cancelled' })

    assert.deepEqual(asked, [])
  })
})
