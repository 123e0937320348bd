import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import type { Db } from 'mongodb'
import { createEnsureOrder, type IndexesTold } from '../../../src/adapters/mongodb/indexes.ts'
import { until } from '../../runtimes/until.ts'
import { missing } from '../../servers/missing.ts'
import { createWorld, type World } from './world.ts'

const names = [
  'events.seq_1',
  'events.title_id_1_seq_1',
  'events.told_1_seq_1',
  'events.told_1_found_at_1',
  'lists.written_1',
  'outbox.seq_1',
  'outbox.receiver_id_1_seq_1',
]

describe('indexes of the MongoDB store', { skip: missing('mongodb') }, () => {
  let world: World
  before(async () => {
    world = await createWorld()
  })
  after(() => world.end())

  function openTelling(uri: string) {
    const told: IndexesTold[] = []
    return { told, store: world.open(uri, { onIndexes: (each) => told.push(each) }) }
  }

  it('are made at start, and told once', async () => {
    const uri = world.emptyUri()
    const { told } = openTelling(uri)

    await until(() => told.length > 0)

    assert.deepEqual(told, [{ names, failure: null }])
    const events = await world.database(uri).collection('events').indexes()
    assert.deepEqual(
      events.map(({ key, unique }) => [Object.keys(key).join(), unique === true]).toSorted(),
      [
        ['_id', false],
        ['seq', true],
        ['title_id,seq', false],
        ['told,found_at', false],
        ['told,seq', false],
      ],
    )
  })

  it('are found when another process has made them', async () => {
    const uri = world.emptyUri()
    const first = openTelling(uri)
    await until(() => first.told.length > 0)

    const second = openTelling(uri)
    await until(() => second.told.length > 0)

    assert.deepEqual(second.told, [{ names, failure: null }])
  })

  it('are made when MongoDB comes later, and each failure before is told', async () => {
    await world.server.kill()
    const { told } = openTelling(world.emptyUri())
    await until(() => told.length > 0)

    await world.server.restart()
    await until(() => told.at(-1)?.failure === null)

    assert.equal(told[0]?.failure?.code, 'unavailable')
    assert.deepEqual(told[0]?.names, [])
    assert.deepEqual(told.at(-1)?.names, names)
  })

  it('are given up when the store is closed', async () => {
    await world.server.kill()
    const { told, store } = openTelling(world.emptyUri())
    await store.close()
    await world.server.restart()

    await setTimeout(700)

    assert.deepEqual(told, [])
  })
})

describe('createEnsureOrder()', () => {
  it('asks for the one index until it is there', async () => {
    const asked: unknown[] = []
    const limits = { maxTimeMS: 1_000, signal: new AbortController().signal }
    const collection = (name: string) => ({
      async createIndex(...index: unknown[]) {
        asked.push([name, ...index])
        if (asked.length === 1) throw new Error('not now')
      },
    })
    const ensureOrder = createEnsureOrder({ collection } as unknown as Db)

    await assert.rejects(ensureOrder(limits), /not now/)
    await ensureOrder(limits)
    await ensureOrder(limits)

    const index = ['events', { seq: 1 }, { unique: true, signal: limits.signal }]
    assert.deepEqual(asked, [index, index])
  })
})
