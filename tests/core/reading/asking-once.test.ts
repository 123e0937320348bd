import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, it, mock } from 'node:test'
import { Failure } from '../../../src/core/failure.ts'
import { type AskingOnce, createAskingOnce } from '../../../src/core/reading/asking-once.ts'
import { type Found, found } from '../../../src/core/reading/found.ts'
import { createLevels, type Levels } from '../../../src/core/reading/levels.ts'
import type { Question } from '../../../src/core/reading/question.ts'
import type { Turns } from '../../../src/core/replicas/turns.ts'
import { answerOf, saidBy } from '../../support/answers.ts'
import { createFakeCache, type FakeCache } from '../../support/fake-cache.ts'
import { createFakeTurns, type FakeTurns } from './fake-turns.ts'

const key = 'title:1'
const question: Question = { key, fetch: async () => null }
const staying = new AbortController().signal

/** One replica's part: how it asks AniLibria is up to the test. */
interface Replica extends AskingOnce {
  readonly levels: Levels
  /** Tells this, after a while if so told, and keeps it under `under`. */
  tells(said: string, afterMs?: number, under?: string): () => Promise<Found | null>
}

/** Lets time pass, and whoever waited for it go on. */
async function pass(ms: number): Promise<void> {
  for (let passed = 0; passed <= ms; passed += 5) {
    await new Promise((resolve) => setImmediate(resolve))
    if (passed < ms) mock.timers.tick(5)
  }
}

/** What a promise has come to by now. */
async function now<T>(promise: Promise<T>): Promise<T | 'nothing yet'> {
  await pass(0)
  return Promise.race([promise, Promise.resolve('nothing yet' as const)])
}

describe('asking AniLibria once over all replicas', () => {
  let shared: FakeCache
  let turns: FakeTurns
  /** Who has asked, in order. */
  let asked: string[]
  let [one, other]: readonly Replica[] = []
  beforeEach(() => {
    mock.timers.enable({ apis: ['setTimeout', 'Date'], now: 1_000 })
    shared = createFakeCache()
    turns = createFakeTurns()
    asked = []
    one = replica()
    other = replica()
  })
  afterEach(() => mock.timers.reset())

  function replica(own: Turns = turns): Replica {
    const memory = { name: 'memory', cache: createFakeCache(), ttlMs: 500 } as const
    const redis = { name: 'redis', cache: shared, ttlMs: 2_000 } as const
    const levels = createLevels(memory, [redis], Date.now)
    return {
      ...createAskingOnce({ turns: own, levels, now: Date.now }),
      levels,
      tells: (said, afterMs = 0, under = key) =>
        async function ask() {
          asked.push(said)
          if (afterMs > 0) await new Promise((resolve) => setTimeout(resolve, afterMs))
          const answer = answerOf(said, { checkedAt: Date.now() })
          await levels.write(under, answer)
          return found({ answer, freshUntil: Date.now() + 2_000, level: 'redis' }, 'hit')
        },
    }
  }

  const saidIn = (result: Found | null | 'nothing yet' | undefined) =>
    typeof result === 'object' ? saidBy(result?.answer) : result

  it('lets one ask and the other read what that one learned', async () => {
    const first = one?.ask(question, staying, one.tells('one', 100))
    const second = other?.ask(question, staying, other.tells('other'))
    await pass(130)

    const results = await Promise.all([first, second])

    assert.deepEqual(results.map(saidIn), ['one', 'one'])
    assert.deepEqual(asked, ['one'])
    assert.deepEqual(turns.ended, [`${key} done`])
    const { source, outcome } = results[1] as Found
    assert.deepEqual([source, outcome], ['redis', 'hit'])
  })

  it('asks itself after a second, and not before', async () => {
    void one?.ask(question, staying, one.tells('one', 5_000))
    const second = other?.ask(question, staying, other.tells('other')) as Promise<Found | null>

    await pass(990)
    assert.equal(await now(second), 'nothing yet')
    await pass(40)

    assert.equal(saidIn(await now(second)), 'other')
    assert.deepEqual(asked, ['one', 'other'])
  })

  it('passes the turn of one that fails to the next', async () => {
    const failure = new Failure('unavailable', 'Cannot')
    const first = one?.ask(question, staying, async () => {
      await new Promise((resolve) => setTimeout(resolve, 50))
      throw failure
    }) as Promise<Found | null>
    const second = other?.ask(question, staying, other.tells('other')) as Promise<Found | null>
    const failing = assert.rejects(first, failure)

    await pass(80)

    await failing
    assert.equal(saidIn(await now(second)), 'other')
    assert.deepEqual(turns.ended, [`${key} in vain`, `${key} done`])
  })

  it('passes the turn on, too, of one whom AniLibria told that there is no such thing', async () => {
    const first = one?.ask(question, staying, async () => null)
    const second = other?.ask(question, staying, async () => null)
    await pass(30)

    assert.deepEqual(await Promise.all([first, second]), [null, null])
    assert.deepEqual(turns.ended, [`${key} in vain`, `${key} in vain`])
  })

  it('finds what was learned under the id of the alias that was asked for', async () => {
    let known: string | null = null
    const alias = 'title:alias:frieren'
    const byAlias = { ...question, key: alias, keptUnder: async () => known }
    void one?.ask(byAlias, staying, one.tells('one', 50, 'title:9000'))
    const second = other?.ask(byAlias, staying, other.tells('other'))

    await pass(60)
    known = 'title:9000'
    await pass(30)

    assert.equal(saidIn(await second), 'one')
    assert.deepEqual(asked, ['one'])
  })

  it('does not take an answer for learned that is stale', async () => {
    const old = { answer: answerOf('old'), freshUntil: Date.now() }
    await shared.write(key, old)
    void one?.ask(question, staying, one.tells('one', 100))
    const second = other?.ask(question, staying, other.tells('other'))

    await pass(130)

    assert.equal(saidIn(await second), 'one')
  })

  it('stops waiting when the caller leaves, and does not ask', async () => {
    const leaving = new AbortController()
    void one?.ask(question, staying, one.tells('one', 500))
    const second = other?.ask(question, leaving.signal, other.tells('other'))
    const failing = assert.rejects(second as Promise<unknown>, /The caller has left/)
    await pass(50)

    leaving.abort(new Error('The caller has left'))
    await pass(30)

    await failing
    assert.deepEqual(asked, ['one'])
  })

  it('does not wait for the end of its own turn', async () => {
    const dawdling = replica({ take: async () => ({ end: () => new Promise(() => {}) }) })

    const result = dawdling.ask(question, staying, dawdling.tells('one'))

    assert.equal(saidIn(await now(result)), 'one')
  })

  it('renews behind only if nobody else does, and waits for nobody', async () => {
    const first = one?.askUnlessAsked(question, one.tells('one', 50))

    assert.equal(await other?.askUnlessAsked(question, other.tells('other')), null)
    await pass(60)
    assert.equal(saidIn(await first), 'one')
    assert.deepEqual(asked, ['one'])
  })
})
