import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { runtimes } from '../runtimes/runtimes.ts'
import { start } from '../runtimes/started.ts'
import { missing } from '../servers/missing.ts'
import { internalHeaders, internalSecret } from '../support/internal-token.ts'
import type { Program } from '../support/start-process.ts'
import type { Upstream } from '../support/upstream/start-upstream.ts'
import { indexIds } from './index-ids.ts'
import { createReplicasWorld } from './world.ts'

/** How many titles AniLibria has. It tells them on pages of 50, and of 25 all that it knows. */
const titles = 2_000
const pages = titles / 50

/** What keeps other work away from AniLibria. */
const nobodyElse = { WATCH_INTERVAL: '0' }

interface Running {
  readonly program: Program
  ask(path: string, init?: RequestInit): Promise<Response>
}

interface Progress {
  readonly started_at: string
  readonly finished_at: string | null
  readonly page: number
  readonly synced: number
  readonly unchanged: number
  readonly failed: number
}

async function internal<T>({ ask }: Running, path: string, method = 'GET'): Promise<T> {
  const response = await ask(`/internal${path}`, { method, headers: await internalHeaders() })
  return (await response.json()).data
}

/** Resolves once it has come so far; rejects after two minutes. */
async function progressOnce(running: Running, isSo: (progress: Progress) => boolean) {
  for (const end = Date.now() + 120_000; Date.now() < end; await setTimeout(250)) {
    const { catalogue } = await internal<{ catalogue: Progress | null }>(running, '/sync/status')
    if (catalogue !== null && isSo(catalogue)) return catalogue
  }
  throw new Error('Cannot wait any longer: the catalogue has not come so far')
}

async function goesOnAfterCrash(
  upstream: Upstream,
  running: Running,
  startAgain: () => Promise<Running>,
): Promise<void> {
  await internal(running, '/sync/catalogue', 'POST')
  const before = await progressOnce(running, ({ page }) => page > pages / 2)
  running.program.signal('SIGKILL')
  assert.equal(await running.program.ended, null)
  assert.equal(before.finished_at, null)

  const again = await startAgain()
  const after = await progressOnce(again, ({ finished_at }) => finished_at !== null)

  assert.equal(after.started_at, before.started_at)
  assert.deepEqual([after.synced + after.unchanged, after.failed], [titles, 0])
  assert.equal((await internal<{ titles: number }>(again, '/stats')).titles, titles)
  const asked = upstream.requests()
  // The page that it was on, and at the end a look at the first one.
  assert.ok(inRange(asked['/anime/catalog/releases'], pages + 1, pages + 2))
  assert.ok(inRange(asked['/anime/releases/list'], titles / 25, titles / 25 + 2))
}

function inRange(count = 0, least: number, most: number): boolean {
  return least <= count && count <= most
}

// Two thousand titles take seconds, and for 10 s or more the queue takes the job to be under way.
describe('a synchronisation of the catalogue whose process is killed', {
  concurrency: true,
}, () => {
  it('goes on where it was with the embedded store', async () => {
    const [node] = runtimes
    assert.ok(node)
    const service = await start(node, { INTERNAL_JWT_SECRET: internalSecret, ...nobodyElse })
    try {
      await goesOnAfterCrash(service.upstream, service, async () => {
        await service.restart()
        return service
      })
    } finally {
      await service.end()
    }
  })

  it('goes on with Redis and MongoDB', { skip: missing('redis', 'mongodb') }, async () => {
    const world = await createReplicasWorld(nobodyElse)
    try {
      const replica = await world.replica()
      await replica.api('/titles/9000')
      indexIds(world.mongodb)
      await goesOnAfterCrash(world.upstream, replica, () => world.replica())
    } finally {
      await world.end()
    }
  })
})
