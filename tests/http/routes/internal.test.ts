import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { SignJWT } from 'jose'
import { internalHeaders, internalSecret } from '../../support/internal-token.ts'
import { createWorld, type World } from '../../support/world.ts'

const routes = [
  ['POST', '/sync/title'],
  ['POST', '/sync/catalogue'],
  ['GET', '/sync/status'],
  ['GET', '/stats'],
  ['GET', '/cache/stats'],
  ['DELETE', '/cache?pattern=*'],
] as const

/** What there is not: paths, and methods of paths. */
const missing = [
  ['GET', '', 'ROUTE_NOT_FOUND'],
  ['GET', '/', 'ROUTE_NOT_FOUND'],
  ['GET', '/nothing', 'ROUTE_NOT_FOUND'],
  ['POST', '/sync/nothing/at/all', 'ROUTE_NOT_FOUND'],
  ['PUT', '/stats', 'METHOD_NOT_ALLOWED'],
  ['GET', '/sync/title', 'METHOD_NOT_ALLOWED'],
  ['OPTIONS', '/cache', 'METHOD_NOT_ALLOWED'],
] as const

const secondsNow = Math.floor(Date.now() / 1000)

function sign(claims: object, secret = internalSecret, alg = 'HS256'): Promise<string> {
  const key = new TextEncoder().encode(secret)
  return new SignJWT({ service: 'tests', ...claims }).setProtectedHeader({ alg }).sign(key)
}

/** A token that says it needs no signature. */
function unsigned(claims: object): string {
  const parts = [{ alg: 'none', typ: 'JWT' }, claims].map((part) =>
    Buffer.from(JSON.stringify(part)).toString('base64url'),
  )
  return `${parts.join('.')}.`
}

describe('an internal route', () => {
  let world: World
  before(async () => {
    world = await createWorld({ INTERNAL_JWT_SECRET: internalSecret })
  })
  after(() => world.end())

  async function ask(method: string, path: string, body?: string): Promise<Response> {
    const headers = await internalHeaders()
    return world.ask(`/internal${path}`, { method, headers, ...(body !== undefined && { body }) })
  }

  async function refusalOf(response: Promise<Response>) {
    const { status, headers } = await response
    const { code, errors } = await (await response).json()
    assert.equal(headers.get('Content-Type'), 'application/problem+json')
    return { status, code, errors, challenge: headers.get('WWW-Authenticate') }
  }

  describe('refuses with 401', () => {
    const unauthorized = {
      status: 401,
      code: 'UNAUTHORIZED',
      errors: undefined,
      challenge: 'Bearer realm="internal"',
    }
    const inAnHour = secondsNow + 3600
    const strangers: Readonly<Record<string, () => Promise<string | null> | string | null>> = {
      'whoever has no token': () => null,
      'what is no token': () => 'Bearer nonsense',
      'another scheme': () => 'Basic dGVzdHM6dGVzdHM=',
      'a token signed by another secret': async () =>
        `Bearer ${await sign({ exp: inAnHour }, 'something else')}`,
      'an expired token': async () => `Bearer ${await sign({ exp: secondsNow - 60 })}`,
      'a token that is not valid yet': async () => `Bearer ${await sign({ nbf: inAnHour })}`,
      'a token of another algorithm': async () =>
        `Bearer ${await sign({ exp: inAnHour }, internalSecret, 'HS512')}`,
      'a token with the algorithm none': () => `Bearer ${unsigned({ exp: inAnHour })}`,
    }
    for (const [who, authorization] of Object.entries(strangers)) {
      it(who, async () => {
        const value = await authorization()
        const headers = value === null ? {} : { Authorization: value }

        for (const [method, path] of [...routes, ...missing]) {
          const asked = world.ask(`/internal${path}`, { method, headers })
          assert.deepEqual(await refusalOf(asked), unauthorized, path)
        }
      })
    }
  })

  it('answers whoever has a token', async () => {
    for (const [method, path] of routes.slice(2)) {
      assert.equal((await ask(method, path)).status, 200, path)
    }
  })

  it('tells only who has a token what there is not', async () => {
    for (const [method, path, expected] of missing) {
      const response = await ask(method, path)

      const allow = response.headers.get('Allow')
      assert.equal((await response.json()).code, expected, path)
      assert.equal(response.status, expected === 'ROUTE_NOT_FOUND' ? 404 : 405)
      assert.equal(allow === null, expected === 'ROUTE_NOT_FOUND')
    }
  })

  const bodies: Readonly<Record<string, string>> = {
    zero: '{"title_id": 0}',
    'a negative number': '{"title_id": -1}',
    'a fraction': '{"title_id": 1.5}',
    'a number as text': '{"title_id": "9000"}',
    'nothing of it': '{}',
    null: '{"title_id": null}',
    'a list': '{"title_id": [9000]}',
    'a huge number': '{"title_id": 1e300}',
    'a number of 20 digits': '{"title_id": 10000000000000000000}',
  }
  for (const [what, body] of Object.entries(bodies)) {
    it(`says what is wrong if title_id is ${what}`, async () => {
      const errors = [{ path: 'title_id', message: 'expected a positive whole number' }]

      assert.deepEqual(await refusalOf(ask('POST', '/sync/title', body)), {
        status: 400,
        code: 'INVALID_REQUEST',
        errors,
        challenge: null,
      })
    })
  }

  it('says what is wrong with force', async () => {
    const body = '{"title_id": 9000, "force": "yes"}'
    const { status, errors } = await refusalOf(ask('POST', '/sync/title', body))

    assert.equal(status, 400)
    assert.deepEqual(errors, [{ path: 'force', message: 'expected true or false' }])
  })

  for (const body of ['{"title_id": 9000', 'title_id=9000', '', '[]', '"9000"', 'null']) {
    it(`answers 400 to the body ${body || 'that is empty'}`, async () => {
      const { status, code, errors } = await refusalOf(ask('POST', '/sync/title', body))

      assert.deepEqual([status, code], [400, 'INVALID_REQUEST'])
      assert.equal(errors[0].path, 'body')
      assert.match(errors[0].message, /expected (JSON|object)/)
    })
  }

  it('answers 415 to a body without a word about its type', async () => {
    const { Authorization = '' } = await internalHeaders()
    const body = new TextEncoder().encode('{"title_id": 0}')
    const asked = { method: 'POST', headers: { Authorization }, body }

    const { status, code } = await refusalOf(world.ask('/internal/sync/title', asked))

    assert.deepEqual([status, code], [415, 'UNSUPPORTED_MEDIA_TYPE'])
  })

  it('answers 404 to an unknown title, and does not try again', async () => {
    const { status, code } = await refusalOf(ask('POST', '/sync/title', '{"title_id": 999999}'))

    assert.deepEqual([status, code], [404, 'TITLE_NOT_FOUND'])
    assert.equal(world.upstream.requests()['/anime/releases/999999'], 1)
    const { jobs } = (await (await ask('GET', '/sync/status')).json()).data
    assert.deepEqual(jobs, { waiting: 0, active: 0, failed: [] })
  })

  it('says which patterns it takes', async () => {
    for (const query of ['', '?pattern=', '?pattern=[a]', `?pattern=${'x'.repeat(201)}`]) {
      const { status, errors } = await refusalOf(ask('DELETE', `/cache${query}`))

      assert.equal(status, 400)
      assert.equal(errors[0].path, 'pattern')
    }
  })
})

describe('without INTERNAL_JWT_SECRET', () => {
  let world: World
  before(async () => {
    world = await createWorld()
  })
  after(() => world.end())

  it('there are no internal routes', async () => {
    for (const [method, path] of routes) {
      const response = await world.ask(`/internal${path}`, {
        method,
        headers: await internalHeaders(),
      })

      assert.equal(response.status, 404)
      assert.equal((await response.json()).code, 'ROUTE_NOT_FOUND')
    }
  })
})
