import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { createWorld, type World } from '../../support/world.ts'

const uuid = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/

describe('X-Request-ID', () => {
  let world: World
  before(async () => {
    world = await createWorld()
  })
  after(() => world.end())

  async function idFor(peer: string, sent?: string): Promise<string | null> {
    const headers: Record<string, string> = sent === undefined ? {} : { 'X-Request-ID': sent }
    return (await world.ask('/health/live', { peer, headers })).headers.get('X-Request-ID')
  }

  it('is made for each request', async () => {
    const [one, other] = [await idFor('10.0.0.1'), await idFor('10.0.0.1')]

    assert.match(one ?? '', uuid)
    assert.notEqual(one, other)
  })

  it('is taken over from a trusted proxy', async () => {
    assert.equal(await idFor('10.0.0.1', 'proxy_1.a-B'), 'proxy_1.a-B')
    assert.equal(await idFor('::ffff:10.0.0.1', 'proxy-2'), 'proxy-2')
  })

  it('is not taken over from anyone else', async () => {
    assert.match((await idFor('198.51.100.7', 'forged')) ?? '', uuid)
  })

  for (const sent of ['', 'a b', 'a:b', 'x'.repeat(129), '{"a":1}']) {
    it(`is not taken over when it is ${sent.slice(0, 12) || 'empty'}`, async () => {
      assert.match((await idFor('10.0.0.1', sent)) ?? '', uuid)
    })
  }
})
