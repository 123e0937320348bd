import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Hono } from 'hono'
import { type Env, known } from '../../../src/http/env.ts'
import { layered } from '../../../src/http/layer.ts'
import { user } from '../../../src/http/middleware/user.ts'

function appThatTells() {
  const seen: string[] = []
  const app = new Hono<Env>()
  const verify = async (authorization: string) => {
    seen.push(authorization)
    return authorization === 'Bearer good' ? 'ann' : null
  }
  app.get(
    '/',
    layered([user(verify)], (c) => c.json({ user: known(c).userId }), '/'),
  )
  const ask = async (headers: Record<string, string>) =>
    (await app.request('/', { headers })).json()
  return { seen, ask }
}

describe('user()', () => {
  it('leaves word of whose token it is', async () => {
    const { ask } = appThatTells()

    assert.deepEqual(await ask({ Authorization: 'Bearer good' }), { user: 'ann' })
  })

  it('answers all the same when a token is worth nothing', async () => {
    const { ask } = appThatTells()

    assert.deepEqual(await ask({ Authorization: 'Bearer forged' }), {})
  })

  it('asks nobody when there is no token', async () => {
    const { ask, seen } = appThatTells()

    assert.deepEqual(await ask({}), {})
    assert.deepEqual(seen, [])
  })
})
