import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Failure } from '../../../src/core/failure.ts'
import { type CatalogueProgress, newProgress } from '../../../src/core/sync/catalogue-progress.ts'
import type { SyncRun } from '../../../src/core/sync/sync-catalogue.ts'
import type { Synced } from '../../../src/core/sync/sync-titles.ts'
import type { Wanted } from '../../../src/main/sync/parse-arguments.ts'
import { runSync } from '../../../src/main/sync/run-sync.ts'
import { createFakeStore } from '../../support/fake-store.ts'
import { plantedMessages, secretsIn } from '../../support/planted-secrets.ts'
import { createFakeOutput, type FakeOutput } from './fake-output.ts'

const all: Wanted = { kind: 'catalogue', sinceMs: null }
const title: Wanted = { kind: 'title', titleId: 9000 }
const done = { ...newProgress(null, 1_000), pages: 1, total: 2, synced: 2, finishedAt: 2_000 }
const failure = new Failure('unavailable', 'Cannot reach AniLibria: no host has answered')

interface Scene {
  readonly wanted: Wanted
  /** What bringing one title up to date comes to. */
  readonly one?: (titleId: number, force: boolean) => Promise<Synced>
  /** What bringing the catalogue up to date comes to. */
  readonly catalogue?: (run: SyncRun) => Promise<CatalogueProgress>
  readonly output?: FakeOutput
  readonly signal?: AbortSignal
}

/** The exit code, and what was written. */
async function run({ wanted, one, catalogue, output = createFakeOutput(), signal }: Scene) {
  const never = () => assert.fail('It was not asked for')
  const titles = { one: one ?? never, many: never }
  const parts = { sync: { titles, catalogue: catalogue ?? never }, store: createFakeStore() }
  const code = await runSync(wanted, parts, output, signal ?? new AbortController().signal)
  return { code, text: output.text() }
}

const fails = () => Promise.reject(failure)

describe('the synchronisation of one title from the command line', () => {
  for (const [outcome, episodes, code, text] of [
    ['synced', 12, 0, 'Title 9000: synced, 12 episodes\n'],
    ['unchanged', 1, 0, 'Title 9000: unchanged, 1 episode\n'],
    ['not-found', null, 1, 'Title 9000: failed, AniLibria does not know it\n'],
  ] as const) {
    it(`ends with ${code} where the title is ${outcome}`, async () => {
      const one = async (titleId: number) => ({ titleId, outcome, episodes })

      assert.deepEqual(await run({ wanted: title, one }), { code, text })
    })
  }

  it('asks for the title, however fresh', async () => {
    const one = async (titleId: number, force: boolean): Promise<Synced> => {
      assert.deepEqual([titleId, force], [9000, true])
      return { titleId, outcome: 'synced', episodes: 0 }
    }

    assert.equal((await run({ wanted: title, one })).code, 0)
  })

  it('ends with 1 where it fails, and says why', async () => {
    const text = 'Failed: Cannot reach AniLibria: no host has answered\n'

    assert.deepEqual(await run({ wanted: title, one: fails }), { code: 1, text })
  })

  it('says no secret that a failure says', async () => {
    for (const message of plantedMessages) {
      const one = () => Promise.reject(new Failure('unavailable', 'Cannot', { cause: message }))

      const { text } = await run({ wanted: title, one })

      assert.match(text, /^Failed: Cannot, caused by: /)
      assert.deepEqual(secretsIn(text), [])
    }
  })
})

describe('the synchronisation of the catalogue from the command line', () => {
  it('ends with 0, and a summary below the progress', async () => {
    const output = createFakeOutput()
    const catalogue = async ({ onProgress }: SyncRun) => {
      onProgress({ ...done, finishedAt: null })
      onProgress(done)
      return done
    }

    const { code, text } = await run({ wanted: all, catalogue, output })

    assert.equal(code, 0)
    assert.equal(
      text,
      `2 of 2 titles: 2 synced, 0 unchanged, 0 failed
Synced 2, unchanged 0, failed 0
The store holds 0 titles
`,
    )
  })

  it('ends with 1 if a title failed, and says which', async () => {
    const failures = [{ titleId: 7, reason: 'AniLibria does not know it' }]

    const { code, text } = await run({
      wanted: all,
      catalogue: async () => ({ ...done, failed: 1, failures }),
    })

    assert.equal(code, 1)
    assert.match(text, /failed 1\n {2}title 7: AniLibria does not know it\n/)
  })

  it('asks for what AniLibria has touched since then', async () => {
    const asked: (number | null)[] = []
    const catalogue = async ({ since }: SyncRun) => {
      asked.push(since)
      return done
    }

    await run({ wanted: all, catalogue })
    await run({ wanted: { kind: 'catalogue', sinceMs: 60_000 }, catalogue })

    assert.equal(asked[0], null)
    const ago = Date.now() - (asked[1] ?? 0)
    assert.ok(ago >= 60_000 && ago < 70_000, `${ago} ms ago`)
  })

  it('ends with 1 where it fails, and says that it can be gone on with', async () => {
    const { code, text } = await run({ wanted: all, catalogue: fails })

    assert.equal(code, 1)
    assert.equal(
      text,
      `Failed: Cannot reach AniLibria: no host has answered
The same command goes on from here
`,
    )
  })

  it('promises nothing after a bug', async () => {
    const catalogue = () => Promise.reject(new TypeError('A bug'))

    const { code, text } = await run({ wanted: all, catalogue })

    assert.deepEqual([code, text], [1, 'Failed: A bug\n'])
  })

  it('ends with 130 if it is interrupted, below the bar of a terminal', async () => {
    const stop = new AbortController()
    const catalogue = async ({ onProgress }: SyncRun) => {
      onProgress({ ...done, finishedAt: null })
      stop.abort()
      throw new Failure('cancelled', 'Cannot go on: it was interrupted')
    }
    const output = createFakeOutput({ isTTY: true })

    const { code, text } = await run({ wanted: all, catalogue, output, signal: stop.signal })

    assert.equal(code, 130)
    const end = '\u001b[K\nInterrupted\nThe same command goes on from here\n'
    assert.ok(text.endsWith(end), text)
  })
})
