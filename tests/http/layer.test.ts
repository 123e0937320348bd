import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import { Hono } from 'hono'
import type { Env } from '../../src/http/env.ts'
import { type Answer, type Layer, layered } from '../../src/http/layer.ts'

describe('layered()', () => {
  /** What was done, in order. */
  let done: string[]
  beforeEach(() => {
    done = []
  })

  function noting(name: string): Layer {
    return (next, endpoint) => {
      done.push(`${name} is put round ${endpoint}`)
      return (c) => {
        done.push(`${name} is asked`)
        return next(c)
      }
    }
  }

  const ask = (answer: Answer) => new Hono<Env>().get('/', answer).fetch(new Request('http://a/'))

  it('puts the first layer outermost, around the others and the answer', async () => {
    const answer = layered([noting('one'), noting('two')], (c) => c.text('here'), '/titles/:id')
    done = []

    const response = await ask(answer)

    assert.deepEqual(done, ['one is asked', 'two is asked'])
    assert.equal(await response.text(), 'here')
  })

  it('makes each layer once, and tells it the endpoint', async () => {
    const answer = layered([noting('one'), noting('two')], (c) => c.text(''), '/titles/:id')

    await ask(answer)
    await ask(answer)

    const made = done.filter((what) => what.includes('put'))
    assert.deepEqual(made.sort(), ['one is put round /titles/:id', 'two is put round /titles/:id'])
  })

  it('asks nothing behind a layer that answers itself', async () => {
    const guard: Layer = () => (c) => c.text('no', 401)
    const never = () => assert.fail('It was asked')

    const response = await ask(layered([noting('one'), guard, noting('two')], never, '/'))

    assert.equal(response.status, 401)
    assert.deepEqual(done.at(-1), 'one is asked')
  })

  it('answers at once if nothing has to be waited for, else later', async () => {
    const atOnce = ask(layered([noting('one')], (c) => c.text('now'), '/'))
    const later = ask(layered([noting('one')], async (c) => c.text('later'), '/'))

    assert.ok(!(atOnce instanceof Promise))
    assert.ok(later instanceof Promise)
    assert.equal(await (await later).text(), 'later')
  })

  it('is the answer alone without layers', () => {
    const answer: Answer = (c) => c.text('')

    assert.equal(layered([], answer, '/'), answer)
  })
})
