import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type Context, Hono } from 'hono'
import { Registry } from 'prom-client'
import { expositionOf } from '../../../src/adapters/prometheus/exposition.ts'
import { createPrometheusMeter } from '../../../src/adapters/prometheus/meter.ts'
import type { Env } from '../../../src/http/env.ts'
import { layered } from '../../../src/http/layer.ts'
import { measure } from '../../../src/http/middleware/measure.ts'
import { requestsAtZero } from '../../../src/http/requests-at-zero.ts'

/** How many lines more a scanner may cause: 4 routes, 2 methods and a few statuses of each. */
const budget = 250

function random(from: string, length: number): string {
  return Array.from({ length }, () => from[Math.floor(Math.random() * from.length)]).join('')
}

function randomRequest(): Request {
  const letters = 'abcdefghijklmnopqrstuvwxyz'
  const path = random(`${letters}0123456789/.-_~`, 12)
  const method = Math.random() < 0.5 ? random(letters.toUpperCase(), 6) : 'GET'
  const prefix = Math.random() < 0.5 ? '' : 'titles/'
  const headers = { 'User-Agent': random(letters, 20) }
  return new Request(`http://localhost/${prefix}${path}`, { method, headers })
}

describe('series', () => {
  it('stay few under 10,000 random paths, methods and agents', async () => {
    const registry = new Registry()
    const meter = createPrometheusMeter(registry)
    const app = new Hono<Env>()
    const text = (c: Context<Env>) => c.text('')
    for (const path of ['/titles', '/titles/:id'])
      app.get(path, layered([measure(meter)], text, path))
    app.notFound(layered([measure(meter)], text, 'unmatched'))
    requestsAtZero(meter, app.routes, () => true)
    const lines = async () => (await expositionOf(registry, 'text')).text.split('\n').length
    const before = await lines()

    for (let asked = 0; asked < 10_000; asked += 1) await app.request(randomRequest())

    const more = (await lines()) - before
    assert.ok(more > 0 && more < budget, `${more} more lines`)
  })
})
