import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { ObjectId } from 'mongodb'
import type { MongodbStore } from '../../../src/adapters/mongodb/store.ts'
import { itIsAStore } from '../../contracts/store.ts'
import { missing } from '../../servers/missing.ts'
import { keptOf } from '../../support/answers.ts'
import { createWorld, type World } from './world.ts'

describe('MongoDB store', { skip: missing('mongodb') }, () => {
  let world: World
  before(async () => {
    world = await createWorld()
  })

  itIsAStore(async () => {
    const uri = world.emptyUri()
    let store: MongodbStore | undefined
    return {
      open: async () => (store = world.open(uri, { mostLists: 5 })),
      close: async () => store?.close(),
    }
  })

  it('uses the database that its URI names', async () => {
    const here = world.open(`${world.server.url}/here`)
    await here.titles.write('title:1', keptOf('one'))

    const there = world.open(`${world.server.url}/there?appName=test`)

    assert.equal(await there.titles.read('title:1'), null)
    const again = world.open(`${world.server.url}/here?appName=test`)
    assert.deepEqual(await again.titles.read('title:1'), keptOf('one'))
  })

  it('uses the database "anilibria" if its URI names none', async () => {
    const store = world.open(world.server.url)
    await store.titles.write('title:1', keptOf('one'))

    for (const uri of [
      `${world.server.url}/`,
      `${world.server.url}/?appName=test`,
      `${world.server.url}/anilibria`,
    ]) {
      assert.deepEqual(await world.open(uri).titles.read('title:1'), keptOf('one'), uri)
    }
  })

  it('keeps about 1,000 lists unless told otherwise', async () => {
    const uri = world.emptyUri()
    const lists = world.database(uri).collection<{ _id: string }>('lists')
    const old = Array.from({ length: 1_005 }, (_, index) => `${index}`)
    await lists.insertMany(old.map((key) => ({ _id: key, written: new ObjectId() })))
    const store = world.open(uri)

    for (const key of old.slice(0, 9)) await store.lists.write(key, keptOf(key))
    assert.equal(await lists.countDocuments(), 1_005, 'not each write looks')
    await store.lists.write('9', keptOf('9'))

    assert.equal(await lists.countDocuments(), 1_000)
    assert.equal(await lists.countDocuments({ _id: { $in: ['0', '9', '15', '1004'] } }), 4)
    assert.equal(await lists.countDocuments({ _id: { $in: ['10', '14'] } }), 0)
  })

  it('takes writes of one key by many at once', async () => {
    const { titles, aliases } = world.openEmpty()
    const said = Array.from({ length: 30 }, (_, index) => `${index}`)

    await Promise.all(said.map((text) => titles.write('title:1', keptOf(text))))
    await Promise.all(said.map((text) => aliases.learn('frieren', Number(text))))

    assert.notEqual(await titles.read('title:1'), null)
    assert.notEqual(await aliases.find('frieren'), null)
    assert.equal((await titles.read('title:1'))?.freshUntil, 2_000)
  })

  it('gives a search up when its signal fires', async () => {
    const { titles, aliases, check } = world.openEmpty()
    await titles.read('title:1')
    const abort = new AbortController()

    const asked = [
      titles.read('title:1', abort.signal),
      aliases.find('frieren', abort.signal),
      check(abort.signal),
    ]
    abort.abort()

    for (const result of await Promise.allSettled(asked)) {
      assert.equal(result.status, 'rejected')
      assert.equal(result.reason.cause.code, 'cancelled')
    }
  })

  it('closes twice without complaint, and is unavailable then', async () => {
    const store = world.openEmpty()
    await store.titles.read('title:1')

    await store.close()
    await store.close()

    await assert.rejects(store.titles.read('title:1'), { name: 'Failure', code: 'unavailable' })
    assert.equal(store.connections(), 0)
  })

  after(() => world.end())
})
