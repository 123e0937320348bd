import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import type { MongodbStore } from '../../../src/adapters/mongodb/store.ts'
import { within } from '../../../src/core/deadline.ts'
import { failureCode } from '../../../src/core/failure.ts'
import { eventOf } from '../../contracts/event-log.ts'
import { until } from '../../runtimes/until.ts'
import { missing } from '../../servers/missing.ts'
import { keptOf } from '../../support/answers.ts'
import { createWorld, type World } from './world.ts'

/** Longer than anything may be pending. */
const longestMs = 7_000

/** More than fits between two sockets. */
const large = keptOf('x'.repeat(8_000_000))

/** Everything one can ask of a store, in vain: what came of each. */
async function askAll(store: MongodbStore): Promise<readonly string[]> {
  const { titles, lists, aliases, syncStatus, events } = store
  const asked: readonly (() => Promise<unknown>)[] = [
    () => titles.read('title:1'),
    () => titles.write('title:1', keptOf('one')),
    () => titles.write('title:2', large),
    () => titles.remove('title:2'),
    () => lists.write('genres', keptOf('a list')),
    () => aliases.find('frieren'),
    () => aliases.learn('frieren', 9542),
    () => syncStatus.read('watch'),
    () => syncStatus.write('watch', 1),
    () => events.append([eventOf('a')]),
    () => events.after('a', 1),
    () => events.newest(1),
    () => events.untold(1, 1),
    () => events.markTold(['a']),
    () => events.prune(1),
    () => store.size(),
    () => store.check(new AbortController().signal),
  ]
  return Promise.all(asked.map((ask) => within(longestMs, ask).then(() => 'fine', failureCode)))
}

describe('MongoDB store, while MongoDB is away', { skip: missing('mongodb') }, () => {
  let world: World
  before(async () => {
    world = await createWorld()
  })
  after(() => world.end())

  async function openWarm(): Promise<MongodbStore> {
    const indexes = Promise.withResolvers<unknown>()
    const store = world.openEmpty({ onIndexes: indexes.resolve })
    await store.titles.write('title:1', keptOf('one'))
    await indexes.promise
    return store
  }

  it('fails as unavailable while it is killed, and works when it is there again', async () => {
    const store = await openWarm()
    await world.server.kill()

    const all = await askAll(store)
    assert.deepEqual(new Set(all), new Set(['unavailable']))

    await world.server.restart()
    await until(() =>
      store.titles.read('title:1').then(
        () => true,
        () => false,
      ),
    )
    assert.deepEqual(await store.titles.read('title:1'), keptOf('one'))
    assert.deepEqual(new Set(await askAll(store)), new Set(['fine']))
  })

  // Takes as long as a connection to a frozen server is kept.
  it('leaves nothing pending while it is frozen, and works when it is thawed', async () => {
    const store = await openWarm()
    await world.freeze()

    const all = await askAll(store)
    assert.deepEqual(new Set(all), new Set(['unavailable']))
    await until(() => store.pool().inUse === 0)

    world.server.thaw()
    await until(() =>
      store.titles.read('title:1').then(
        (kept) => kept !== null,
        () => false,
      ),
    )
    assert.deepEqual(new Set(await askAll(store)), new Set(['fine']))
  })

  it('has nobody wait for a connection once those who asked have left', async () => {
    const store = await openWarm()
    await world.freeze()

    const reads = Array.from({ length: 200 }, () =>
      within(100, (signal) => store.titles.read('title:1', signal)).catch(failureCode),
    )
    await setTimeout(50)
    const { waiting, max } = store.pool()
    assert.equal(max, 50)
    assert.ok(waiting >= 150, `${waiting} wait`)
    assert.deepEqual(new Set(await Promise.all(reads)), new Set(['timeout']))

    await until(() => store.pool().waiting === 0)
    assert.equal(store.pool().inUse, 0)
    world.server.thaw()
    await until(() =>
      store.titles.read('title:1').then(
        (kept) => kept !== null,
        () => false,
      ),
    )
    await until(() => store.pool().inUse === 0 && store.pool().waiting === 0)
  })

  it('closes at once while it is frozen', async () => {
    const store = await openWarm()
    await world.freeze()
    const read = store.titles.read('title:1').catch(failureCode)

    await within(1_000, () => store.close())

    assert.equal(await read, 'unavailable')
    world.server.thaw()
  })
})
