import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { answers, createWorld, hangs, refuses, visitor } from './world.ts'

const from = (iso_code: string) => answers({ request: { iso_code }, is_alive: true })

describe('the country', () => {
  it('is asked for once in ten minutes', async () => {
    const { catalog, host, asked, pass } = createWorld()
    host('a', from('GE'))
    assert.equal(await catalog.country(visitor()), 'GE')
    host('a', from('RU'))

    pass(599_999)
    assert.equal(await catalog.country(visitor()), 'GE')
    pass(1)
    assert.equal(await catalog.country(visitor()), 'RU')

    assert.equal(asked.length, 2)
  })

  it('is asked for once by all who want to know it', async () => {
    const { catalog, host, asked } = createWorld()
    host('a', from('GE'))

    const told = await Promise.all([catalog.country(visitor()), catalog.country(visitor())])

    assert.deepEqual(told, ['GE', 'GE'])
    assert.equal(asked.length, 1)
  })

  it('stays what it was while AniLibria does not tell', async () => {
    const { catalog, host, pass } = createWorld()
    host('a', from('GE'))
    await catalog.country(visitor())
    pass(600_000)

    host('a', refuses)

    assert.equal(await catalog.country(visitor()), 'GE')
  })

  it('is not asked for again for a minute after a failure', async () => {
    const { catalog, host, asked, pass } = createWorld()
    host('a', answers({ request: {} }))
    assert.equal(await catalog.country(visitor()), null)
    host('a', from('GE'))

    pass(59_999)
    assert.equal(await catalog.country(visitor()), null)
    pass(1)
    assert.equal(await catalog.country(visitor()), 'GE')

    assert.equal(asked.length, 2)
  })

  it('is given up by who leaves, and still learned', async () => {
    const { catalog, host } = createWorld()
    const answer = Promise.withResolvers<Response>()
    host('a', () => answer.promise)
    const leaving = new AbortController()
    const left = catalog.country(visitor(leaving.signal))
    const staying = catalog.country(visitor())

    leaving.abort()
    const late = new Promise((resolve) => setTimeout(resolve, 100, 'late'))
    assert.equal(await Promise.race([left, late]), null)
    answer.resolve(Response.json({ request: { iso_code: 'GE' } }))

    assert.equal(await staying, 'GE')
  })

  // Waits for a real second: that nobody waits longer is what it shows.
  it('keeps nobody waiting for more than a second', async () => {
    const { catalog, host } = createWorld({ attemptTimeoutMs: 2000 })
    host('a', hangs)
    const startedAt = performance.now()

    assert.equal(await catalog.country(visitor()), null)

    const waitedMs = performance.now() - startedAt
    assert.ok(waitedMs > 900 && waitedMs < 1800, `${waitedMs} ms`)
  })

  it('says nothing about AniLibria when it cannot be learned', async () => {
    const { catalog, host, pass, events, breakerState } = createWorld()
    host('a', refuses)

    for (let hour = 0; hour < 6; hour += 1) {
      await catalog.country(visitor())
      pass(3_600_000)
    }

    assert.equal(breakerState(), 'closed')
    assert.deepEqual([events('hostLeft'), events('upstreamLost')], [[], []])
  })

  it('is not asked for while the breaker is open', async () => {
    const { catalog, host, asked } = createWorld({ hosts: ['a'] })
    host('a', refuses)
    for (const id of [1, 2, 3, 4, 5]) await catalog.title(id, visitor()).catch(() => null)
    const before = asked.length

    assert.equal(await catalog.country(visitor()), null)

    assert.equal(asked.length, before)
  })
})
