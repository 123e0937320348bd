import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createWorld } from '../../support/world.ts'
import { scrape } from './shown-metrics.ts'

/** A tenth above what was measured: every route with the statuses that nonsense can get from it. */
const budget = 1100

/** The same numbers in each run (mulberry32), so that a failure can be seen again. */
function createRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const random = createRandom(4)
const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T
const word = (from: string, longest: number): string =>
  Array.from({ length: 1 + Math.floor(random() * longest) }, () => pick([...from])).join('')

const methods = ['GET', 'GET', 'GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']
const pathCharacters = "abcXYZ0129/.-_~!$&'()*+,;=:@%7Bи 語\u0000\u202e🦊"
const agentCharacters = 'abc/;()= "{}\\,\tÿ'
const known = [
  ...['/api/anilibria/v2/titles', '/api/anilibria/v2/titles/', '/api/anilibria/v2/titles/9000'],
  ...['/api/anilibria/v2/search', '/api/anilibria/v2/updates', '/api/anilibria/v2/random'],
  ...['/api/anilibria/v2/schedule', '/api/anilibria/v2/genres', '/openapi.json', '/health'],
  ...['/api/anilibria/v2/', '/', '/', '/', '/'],
]
const parameters = ['page', 'limit', 'query', 'sort', 'year', 'ids', 'day', 'genres', '__proto__']

function randomPath(): string {
  const path = pick(known) + (random() < 0.7 ? word(pathCharacters, 12) : '')
  const query = random() < 0.3 ? `?${pick(parameters)}=${word(pathCharacters, 8)}` : ''
  return path + query
}

function randomRequest(): readonly [string, RequestInit] {
  const method = random() < 0.2 ? word('ABCDEFGHIJKLMNOP-', 8) : pick(methods)
  return [randomPath(), { method, headers: { 'User-Agent': word(agentCharacters, 30) } }]
}

describe('10,000 random paths, methods and agents', () => {
  // Takes some seconds: so many requests go through the whole service.
  it('leave few series, and are never answered with 500', async (t) => {
    const world = await createWorld()
    t.after(world.end)
    const wrong: string[] = []
    for (let asked = 0; asked < 10_000; asked += 50) {
      await Promise.all(
        Array.from({ length: 50 }, async () => {
          const [path, init] = randomRequest()
          const { status } = await world.ask(path, init)
          if (status >= 500) wrong.push(`${init.method} ${path}: ${status}`)
        }),
      )
    }

    const { series } = await scrape(world)
    assert.deepEqual(wrong, [])
    assert.ok(series.length < budget, `${series.length} series`)
  })
})
