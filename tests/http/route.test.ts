import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import { OpenAPIHono, z } from '@hono/zod-openapi'
import { json } from '../../src/http/answers/answer.ts'
import { type Env, known } from '../../src/http/env.ts'
import type { Layer } from '../../src/http/layer.ts'
import { bodyRules } from '../../src/http/middleware/body-rules.ts'
import { addRoutes, route } from '../../src/http/route.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

describe('a route', () => {
  /** What the answers were told, and which endpoints layers were. */
  let told: unknown[]
  let endpoints: string[]
  let app: OpenAPIHono<Env>
  beforeEach(() => {
    told = []
    endpoints = []
    app = createApp()
  })

  function createApp(): OpenAPIHono<Env> {
    const named: Layer = (next, endpoint) => {
      endpoints.push(endpoint)
      return (c) => {
        known(c).requestId = 'r-1'
        return next(c)
      }
    }
    const id = z.string().regex(/^\d+$/, 'expected a number').transform(Number)
    const tags = z.union([z.string(), z.array(z.string())]).optional()
    const limit = z.coerce.number({ error: 'expected a number' }).max(50, 'expected at most 50')
    const responses = { 200: { description: 'What was asked' } }
    const made = new OpenAPIHono<Env>()
    const routes = [
      route(
        {
          method: 'get',
          path: '/shelves/{shelf}/books/{id}',
          summary: 'One book',
          request: {
            params: z.object({ shelf: z.string(), id }),
            query: z.object({ tags, limit: limit.default(5) }),
          },
          responses,
        },
        (c, asked) => {
          told.push(asked)
          return json(c, 200, null)
        },
      ),
      route(
        {
          method: 'post',
          path: '/books',
          summary: 'Adds a book',
          request: { body: z.object({ name: z.string('expected a text') }) },
          responses,
        },
        async (c, asked) => {
          told.push(asked)
          return json(c, 201, null)
        },
      ),
      route(
        { method: 'delete', path: '/books', summary: 'None', responses, isHidden: true },
        (c, asked) => {
          told.push(asked)
          return json(c, 200, null)
        },
      ),
    ]
    addRoutes(made, '/library', [named, bodyRules], routes)
    return made
  }

  const get = (path: string) => app.fetch(new Request(`http://a/library${path}`))
  const post = (body: BodyInit | null, type?: string) =>
    app.request('/library/books', {
      method: 'POST',
      body,
      ...(type !== undefined && { headers: { 'Content-Type': type } }),
    })

  /** The status, and what is wrong where. */
  async function refusal(asked: Response | Promise<Response>) {
    const response = await asked
    const { code, errors } = await response.json()
    assert.equal(response.headers.get('Content-Type'), 'application/problem+json')
    assert.deepEqual(told, [])
    return [response.status, code, errors]
  }

  const wrong = (path: string, message: string) => [400, 'INVALID_REQUEST', [{ path, message }]]

  it('is told what its schemas make of path and query', async () => {
    assert.equal((await get('/shelves/a%20b/books/9000?tags=%D1%84&limit=7')).status, 200)

    const params = { shelf: 'a b', id: 9000 }
    assert.deepEqual(told, [{ params, query: { tags: 'ф', limit: 7 }, body: undefined }])
  })

  it('is told defaults for what the query leaves out', async () => {
    await get('/shelves/a/books/1')

    const params = { shelf: 'a', id: 1 }
    assert.deepEqual(told, [{ params, query: { limit: 5 }, body: undefined }])
  })

  for (const [query, tags] of [
    ['tags=a', 'a'],
    ['tags=', ''],
    ['tags', ''],
    ['tags=a,b', 'a,b'],
    ['tags=a&tags=b', ['a', 'b']],
    ['tags=a&limit=1&tags=a', ['a', 'a']],
  ] as const) {
    it(`is told ${JSON.stringify(tags)} of ?${query}`, async () => {
      await get(`/shelves/a/books/1?${query}`)

      assert.deepEqual((told[0] as { query: { tags: unknown } }).query.tags, tags)
    })
  }

  it('is told nothing without schemas', async () => {
    await app.request('/library/books?a=1', { method: 'DELETE' })

    assert.deepEqual(told, [{ params: undefined, query: undefined, body: undefined }])
  })

  it('is not asked for what its schemas refuse, and the answer says where that is', async () => {
    const path = await refusal(get('/shelves/a/books/nine'))
    const query = await refusal(get('/shelves/a/books/1?limit=51'))
    const twice = await refusal(get('/shelves/a/books/1?limit=1&limit=2'))

    assert.deepEqual(path, wrong('id', 'expected a number'))
    assert.deepEqual(query, wrong('limit', 'expected at most 50'))
    assert.deepEqual(twice, wrong('limit', 'expected a number'))
  })

  it('answers at once without a body, also when it refuses', () => {
    assert.ok(!(get('/shelves/a/books/1') instanceof Promise))
    assert.ok(!(get('/shelves/a/books/nine') instanceof Promise))
  })

  for (const type of ['application/json', 'Application/JSON; charset=utf-8']) {
    it(`is told a body of ${type}`, async () => {
      const response = await post('{"name":"Ф", "more":1}', type)

      assert.equal(response.status, 201)
      assert.deepEqual(told, [{ params: undefined, query: undefined, body: { name: 'Ф' } }])
    })
  }

  for (const [what, body, path, message] of [
    ['a field', '{"name":7}', 'name', 'expected a text'],
    ['a field that is missing', '{}', 'name', 'expected a text'],
    ['half of it', '{"name":', 'body', 'expected JSON'],
    ['no JSON at all', 'name=7', 'body', 'expected JSON'],
    ['nothing', '', 'body', 'expected JSON'],
  ] as const) {
    it(`is not asked with a body in which ${what} is wrong`, async () => {
      assert.deepEqual(await refusal(post(body, 'application/json')), wrong(path, message))
    })
  }

  for (const body of ['null', '[]', '7']) {
    it(`is not asked with a body of ${body}`, async () => {
      const [status, code, errors] = await refusal(post(body, 'application/json'))

      assert.deepEqual(
        [status, code, errors.length, errors[0].path],
        [400, 'INVALID_REQUEST', 1, 'body'],
      )
    })
  }

  it('is not asked without a body', async () => {
    assert.deepEqual(await refusal(post(null)), wrong('body', 'expected JSON'))
  })

  it('takes no body of another type, nor of none', async () => {
    const refused = [415, 'UNSUPPORTED_MEDIA_TYPE', undefined]

    for (const type of ['text/plain', 'application/jsonp', 'application/x-www-form-urlencoded']) {
      assert.deepEqual(await refusal(post('{"name":"a"}', type)), refused)
    }
    assert.deepEqual(await refusal(post(bytes('{"name":"a"}'))), refused)
  })

  it('takes no body that is too long, whether it says so or not', async () => {
    const long = JSON.stringify({ name: 'x'.repeat(65_536) })
    const streamed = new Request('http://a/library/books', {
      method: 'POST',
      body: new Blob([long]).stream(),
      headers: { 'Content-Type': 'application/json' },
      duplex: 'half',
    } as RequestInit)
    const refused = [413, 'PAYLOAD_TOO_LARGE', undefined]

    assert.deepEqual(await refusal(post(long, 'application/json')), refused)
    assert.deepEqual(await refusal(app.fetch(streamed)), refused)
  })

  it('tells its layers its path with the prefix, as metrics have it', () => {
    assert.deepEqual(endpoints, [
      '/library/shelves/:shelf/books/:id',
      '/library/books',
      '/library/books',
    ])
  })

  it('is described in OpenAPI with all that it takes, unless it is hidden', () => {
    const info = { title: 'Library', version: '1' }
    const { paths = {} } = app.getOpenAPI31Document({ openapi: '3.1.0', info })

    const [book, books, ...more] = ['/library/shelves/{shelf}/books/{id}', '/library/books']
    assert.deepEqual(Object.keys(paths), [book, books, ...more])
    assert.deepEqual(Object.keys(paths[books ?? ''] ?? {}), ['post'])
    const parameters = paths[book ?? '']?.get?.parameters as { in: string; name: string }[]
    assert.deepEqual(
      parameters.map((parameter) => `${parameter.in} ${parameter.name}`),
      ['path shelf', 'path id', 'query tags', 'query limit'],
    )
    const body = paths[books ?? '']?.post?.requestBody as { required?: boolean; content: object }
    assert.equal(body.required, true)
    assert.deepEqual(Object.keys(body.content), ['application/json'])
  })
})
