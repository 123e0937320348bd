import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  answers,
  answersHtml,
  answersText,
  createWorld,
  hangs,
  type Manner,
  refuses,
  visitor,
} from './world.ts'

const nextYear = 'Fri, 01 Jan 2027 00:00:00 GMT'

const failures: Readonly<Record<string, Manner>> = {
  'refuses connections': refuses,
  'answers 500': answers({ message: 'Server Error' }, 500),
  'answers 500 as the retired API does': answers({ error: { code: 504 } }, 500),
  'answers 521 with HTML': answersHtml(521),
  'answers 200 with HTML': answersHtml(200),
  'answers with HTML that it calls JSON': answersText('<!doctype html>'),
  'answers with half of the JSON': answersText('{"id": 90'),
  'answers nothing at all': answersText(''),
  'answers 204': async () => new Response(null, { status: 204 }),
  'challenges browsers': answersHtml(403),
  'challenges with a header only': answers({}, 403, { 'cf-mitigated': 'challenge' }),
  'answers 403 with something else than JSON': answersText('Forbidden', 403),
  'answers 429': answers({ message: 'Too Many Attempts.' }, 429),
  'answers 503 with a date to come back': answers({}, 503, { 'Retry-After': nextYear }),
  'answers a title without an id': answers({ alias: 'nobody' }),
  'answers a list for a title': answers([]),
  'answers a redirect that cannot be followed': answers({}, 302),
}

describe('a host that fails', () => {
  for (const [failure, manner] of Object.entries(failures)) {
    it(`is left for the next one if it ${failure}`, async () => {
      const { catalog, host, asked, events } = createWorld()
      host('a', manner)

      const title = await catalog.title(9000, visitor())

      assert.equal(title?.id, 9000)
      assert.deepEqual(asked, ['a', 'b'])
      assert.deepEqual(
        events('hostLeft').map((fields) => fields.host),
        ['a.test'],
      )
    })
  }

  it('is left for the next one if it hangs', async () => {
    const { catalog, host, asked, events } = createWorld({ attemptTimeoutMs: 5 })
    host('a', hangs)

    const title = await catalog.title(9000, visitor())

    assert.equal(title?.id, 9000)
    assert.deepEqual(asked, ['a', 'b'])
    assert.match(String(events('hostLeft')[0]?.error), /5 ms/)
  })

  for (const [reason, error] of [
    [
      'connect ECONNREFUSED',
      new TypeError('fetch failed', { cause: new Error('connect ECONNREFUSED') }),
    ],
    // As when all addresses of a name refuse.
    [
      'ECONNREFUSED',
      new TypeError('fetch failed', {
        cause: Object.assign(new AggregateError([]), { code: 'ECONNREFUSED' }),
      }),
    ],
    ['Network connection lost.', new Error('Network connection lost.')],
  ] as const) {
    it(`is left for a reason that the log tells: ${reason}`, async () => {
      const { catalog, host, events } = createWorld()
      host('a', () => Promise.reject(error))

      await catalog.title(9000, visitor())

      assert.equal(events('hostLeft')[0]?.error, reason)
    })
  }

  it('is left for the next one if its body never ends', async () => {
    const { catalog, host, asked } = createWorld({ attemptTimeoutMs: 5 })
    host(
      'a',
      async () => new Response(new ReadableStream({ start: (c) => c.enqueue(Uint8Array.of(32)) })),
    )

    await catalog.title(9000, visitor())

    assert.deepEqual(asked, ['a', 'b'])
  })

  it('is left for the next one if its body is too long', async () => {
    const { catalog, host, asked, events } = createWorld()
    const pull = (c: ReadableStreamDefaultController) => c.enqueue(new Uint8Array(1024 * 1024))
    host('a', async () => new Response(new ReadableStream({ pull })))

    await catalog.title(9000, visitor())

    assert.match(String(events('hostLeft')[0]?.error), /bytes/)
    assert.deepEqual(asked, ['a', 'b'])
  })

  it('is not asked again for ten seconds', async () => {
    const { catalog, host, asked, pass } = createWorld({ hosts: ['a', 'b'] })
    host('a', refuses)
    await catalog.title(9000, visitor())
    host('b', refuses)
    host('a', answers({ id: 9000 }))

    pass(9_999)
    await catalog.title(9000, visitor())

    assert.deepEqual(asked, ['a', 'b', 'b', 'a'])
  })

  it('is told of once, until it has answered again', async () => {
    const { catalog, host, events, pass } = createWorld({ hosts: ['a'] })
    const ask = () => catalog.title(9000, visitor()).catch(() => null)
    host('a', refuses)
    await ask()
    pass(60_000)
    await ask()
    host('a', answers({ id: 9000 }))
    await ask()
    assert.equal(events('hostLeft').length, 1)

    host('a', refuses)
    await ask()

    assert.equal(events('hostLeft').length, 2)
  })
})

describe('the host that answered last', () => {
  it('is asked first, even when the ones before it are well again', async () => {
    const { catalog, host, asked, pass } = createWorld()
    host('a', refuses)
    await catalog.title(9000, visitor())
    host('a', answers({ id: 9000 }))
    pass(60_000)

    await catalog.title(9000, visitor())

    assert.deepEqual(asked, ['a', 'b', 'b'])
  })
})

describe('a host that knows no such title', () => {
  it('is believed if it says so as JSON', async () => {
    const { catalog, host, asked } = createWorld()
    host('a', answers({ message: 'Not found' }, 404))

    assert.equal(await catalog.title(1, visitor()), null)
    assert.deepEqual(asked, ['a'])
  })

  it('is not believed if it says so as HTML', async () => {
    const { catalog, host, asked, events } = createWorld()
    host('a', answersHtml(404))

    assert.equal((await catalog.title(9000, visitor()))?.id, 9000)
    assert.deepEqual(asked, ['a', 'b'])
    assert.deepEqual(events('hostLeft'), [])
  })

  it('is believed if all hosts say so', async () => {
    const { catalog, host, asked } = createWorld()
    for (const name of ['a', 'b', 'c']) host(name, answersHtml(404))

    assert.equal(await catalog.title(1, visitor()), null)
    assert.deepEqual(asked, ['a', 'b', 'c'])
  })

  it('is not believed before those that cool down were asked', async () => {
    const { catalog, host, asked } = createWorld({ hosts: ['a', 'b'] })
    host('a', refuses)
    await catalog.title(9000, visitor())
    host('a', answers({ id: 9000 }))
    host('b', answersHtml(404))

    assert.equal((await catalog.title(9000, visitor()))?.id, 9000)
    assert.deepEqual(asked, ['a', 'b', 'b', 'a'])
  })

  it('does not turn a list into an empty one', async () => {
    const { catalog, host } = createWorld()
    for (const name of ['a', 'b', 'c']) host(name, answersHtml(404))

    await assert.rejects(catalog.genres(visitor()), { code: 'unavailable' })
  })
})

describe('a request that AniLibria does not accept', () => {
  for (const [status, code] of [
    [422, 'invalid'],
    [400, 'invalid'],
    [403, 'unavailable'],
    [401, 'unavailable'],
  ] as const) {
    it(`fails with ${code} after one attempt if it answers ${status} with JSON`, async () => {
      const { catalog, host, asked, events } = createWorld()
      host('a', answers({ message: 'The limit field must not be greater than 50.' }, status))

      await assert.rejects(catalog.title(9000, visitor()), { name: 'Failure', code })
      assert.deepEqual(asked, ['a'])
      assert.deepEqual(events('hostLeft'), [])
    })
  }
})
