import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Hono } from 'hono'
import { parseCidr } from '../../../src/http/client/cidr.ts'
import { createClient } from '../../../src/http/client/client.ts'
import type { Env } from '../../../src/http/env.ts'

const trusted = ['127.0.0.0/8', '::1', '10.0.0.0/8'].flatMap((range) => parseCidr(range) ?? [])

async function addressOf(peer: string | null, forwarded?: string): Promise<string> {
  const client = createClient({ peer: () => peer, trusted })
  const app = new Hono<Env>().get('/', (c) => c.text(client.address(c) ?? 'unknown'))
  const headers: Record<string, string> = forwarded ? { 'X-Forwarded-For': forwarded } : {}
  return (await app.request('/', { headers })).text()
}

describe('the address of a client', () => {
  it('is the peer, where nothing was forwarded', async () => {
    assert.equal(await addressOf('198.51.100.7'), '198.51.100.7')
    assert.equal(await addressOf(null), 'unknown')
  })

  it('is the first untrusted hop from the right, behind trusted proxies', async () => {
    assert.equal(await addressOf('10.0.0.1', '203.0.113.9'), '203.0.113.9')
    assert.equal(await addressOf('10.0.0.1', '1.2.3.4, 203.0.113.9, 10.0.0.2'), '203.0.113.9')
    assert.equal(await addressOf('::1', '2001:db8::5'), '2001:db8::5')
  })

  it('is the peer, where that is not trusted, whatever it claims', async () => {
    assert.equal(await addressOf('198.51.100.7', '203.0.113.9'), '198.51.100.7')
  })

  it('is the last sound hop, where one is malformed', async () => {
    assert.equal(await addressOf('10.0.0.1', '203.0.113.9, nonsense, 10.0.0.2'), '10.0.0.2')
    assert.equal(await addressOf('10.0.0.1', ''), '10.0.0.1')
  })

  it('is looked for in at most 20 hops', async () => {
    const hops = ['203.0.113.9', ...Array.from({ length: 30 }, () => '10.0.0.2')]

    assert.equal(await addressOf('10.0.0.1', hops.join(',')), '10.0.0.2')
  })
})
