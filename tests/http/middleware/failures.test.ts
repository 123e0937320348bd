import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Hono } from 'hono'
import { Failure } from '../../../src/core/failure.ts'
import { type Env, known } from '../../../src/http/env.ts'
import { type Answer, type Layer, layered } from '../../../src/http/layer.ts'
import { failures } from '../../../src/http/middleware/failures.ts'

const bug = new TypeError('password hunter2 is not a function')
const down = new Failure('unavailable', 'Cannot reach AniLibria', { retryAfterMs: 3000 })

function throwing(thrown: unknown): Readonly<Record<string, Answer>> {
  const fails = (): never => {
    throw thrown
  }
  return {
    'thrown at once': fails,
    'that a promise rejects with': () => Promise.reject(thrown),
    'thrown after a while': async () => {
      await Promise.resolve()
      return fails()
    },
  }
}

/** The answer, and what a layer further out finds. */
function ask(answer: Answer) {
  const found: { error?: unknown; status?: number } = {}
  const outside: Layer = (next) => async (c) => {
    known(c).requestId = 'r-1'
    const response = await next(c)
    Object.assign(found, { error: c.error, status: response.status })
    return response
  }
  const app = new Hono<Env>().get('/', layered([outside, failures], answer, '/'))
  app.onError(() => assert.fail('It went on to Hono'))
  return { response: app.request('/'), found }
}

describe('failures', () => {
  for (const [how, answer] of Object.entries(throwing(bug))) {
    it(`answers a bug ${how} with 500, without its words`, async () => {
      const { response, found } = ask(answer)
      const { status, headers } = await response
      const text = await (await response).text()

      assert.equal(status, 500)
      assert.equal(headers.get('Content-Type'), 'application/problem+json')
      assert.equal(headers.get('X-Request-ID'), 'r-1')
      assert.equal(JSON.parse(text).code, 'INTERNAL_ERROR')
      assert.doesNotMatch(text, /hunter2|TypeError/)
      assert.deepEqual(found, { error: bug, status: 500 })
    })
  }

  for (const [how, answer] of Object.entries(throwing(down))) {
    it(`answers a failure ${how} with its problem`, async () => {
      const { response, found } = ask(answer)
      const { status, headers } = await response

      assert.equal(status, 503)
      assert.equal(headers.get('Retry-After'), '3')
      const { code, detail } = await (await response).json()
      assert.deepEqual([code, detail], ['UPSTREAM_UNAVAILABLE', 'Cannot reach AniLibria'])
      assert.deepEqual(found, { error: down, status: 503 })
    })
  }

  for (const thrown of ['a text', 7, null, undefined, { message: 'hunter2' }]) {
    for (const [how, answer] of Object.entries(throwing(thrown))) {
      it(`answers ${JSON.stringify(thrown)}, which is no error, ${how} with 500`, async () => {
        const { response, found } = ask(answer)
        const { status } = await response

        assert.equal(status, 500)
        assert.equal((await (await response).json()).code, 'INTERNAL_ERROR')
        assert.deepEqual(found, { error: thrown, status: 500 })
      })
    }
  }

  it('leaves an answer as it is, of 500 too', async () => {
    const answer = new Response('so be it', { status: 500 })
    const { response, found } = ask(() => answer)

    assert.equal(await response, answer)
    assert.deepEqual(found, { error: undefined, status: 500 })
  })

  it('answers at once what is thrown at once', () => {
    const answer = layered([failures], throwing(bug)['thrown at once'] ?? assert.fail(), '/')
    const app = new Hono<Env>().get('/', answer)

    assert.ok(!(app.fetch(new Request('http://a/')) instanceof Promise))
  })
})
