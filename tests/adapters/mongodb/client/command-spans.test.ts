import assert from 'node:assert/strict'
import { AsyncLocalStorage } from 'node:async_hooks'
import { EventEmitter } from 'node:events'
import { after, before, describe, it } from 'node:test'
import type { MongoClient } from 'mongodb'
import { traceCommands } from '../../../../src/adapters/mongodb/client/command-spans.ts'
import { within } from '../../../../src/core/deadline.ts'
import { Failure } from '../../../../src/core/failure.ts'
import type { Tracer } from '../../../../src/telemetry/tracer.ts'
import { eventOf } from '../../../contracts/event-log.ts'
import { until } from '../../../runtimes/until.ts'
import { missing } from '../../../servers/missing.ts'
import { keptOf } from '../../../support/answers.ts'
import { createWorld, type World } from '../world.ts'

interface Recorded {
  readonly caller: string | undefined
  readonly key: string
  readonly name: string | undefined
  readonly attributes: Readonly<Record<string, unknown>>
  /** What it ended with, once it has. */
  readonly ends: unknown[]
}

const silent = { set() {}, event() {} }

describe('spans of commands to MongoDB', { skip: missing('mongodb') }, () => {
  let world: World
  const callers = new AsyncLocalStorage<string>()
  before(async () => {
    world = await createWorld()
  })
  after(() => world.end())

  /** A store with all connections and indexes, and what begins from then on. */
  async function openTraced() {
    const spans: Recorded[] = []
    const begin: Tracer['begin'] = (key, attributes = {}, name) => {
      const ends: unknown[] = []
      spans.push({ caller: callers.getStore(), key, name, attributes, ends })
      return { ...silent, end: (error) => void ends.push(error) }
    }
    const indexes = Promise.withResolvers<unknown>()
    const uri = world.emptyUri()
    const store = world.open(uri, { tracer: { begin }, onIndexes: indexes.resolve })
    await indexes.promise
    assert.equal(spans.length, 0, 'indexes and handshakes make none')
    return { store, spans, database: uri.split('/').at(-1) }
  }

  it('say which command, of which collection, where, and begin under their caller', async () => {
    const { store, spans, database } = await openTraced()

    await callers.run('a visitor', () => store.titles.read('title:1'))

    assert.deepEqual(spans, [
      {
        caller: 'a visitor',
        key: 'databaseCommand',
        name: 'find titles',
        attributes: {
          'db.system.name': 'mongodb',
          'db.operation.name': 'find',
          'db.collection.name': 'titles',
          'db.namespace': database,
          'server.address': '127.0.0.1',
          'server.port': world.server.port,
        },
        ends: [undefined],
      },
    ])
  })

  it('begin each under its own caller, however many there are', async () => {
    const { store, spans } = await openTraced()
    const names = Array.from({ length: 100 }, (_, index) => `${index}`)

    await Promise.all(names.map((name) => callers.run(name, () => store.titles.read(name))))

    assert.deepEqual(spans.map(({ caller }) => caller).toSorted(), names.toSorted())
  })

  it('are made of all that a store does, and tell no key and no value', async () => {
    const { store, spans } = await openTraced()

    await store.titles.write('title:secret', keptOf('secret'))
    await store.titles.remove('title:secret')
    await store.aliases.learn('secret', 9542)
    await store.syncStatus.write('secret', 'secret')
    await store.events.append([eventOf('secret')])
    await store.events.append([eventOf('secret')])
    await store.events.newest(1)
    await store.size()

    assert.deepEqual([...new Set(spans.map(({ name }) => name))].toSorted(), [
      'count titles',
      'dbStats',
      'delete titles',
      'find events',
      'insert events',
      'update aliases',
      'update sync_status',
      'update titles',
    ])
    assert.doesNotMatch(JSON.stringify(spans), /secret/)
    assert.ok(spans.every(({ ends }) => ends.length === 1 && ends[0] === undefined))
  })

  it('end with a failure when the caller gives up or the connection is lost', async () => {
    const { store, spans } = await openTraced()
    await world.freeze()

    await within(50, (signal) => store.titles.read('title:1', signal)).catch(() => {})
    const lost = store.titles.write('title:1', keptOf('one')).catch(() => {})
    await until(() => spans.length === 2)
    await world.server.kill()
    await lost

    for (const { ends } of spans) {
      assert.equal(ends.length, 1)
      assert.ok(ends[0] instanceof Failure)
      assert.equal(ends[0].code, 'unavailable')
    }
    await world.server.restart()
  })
})

describe('traceCommands()', () => {
  /** A client that only tells, and the spans that are begun and not ended. */
  function toldClient() {
    const client = new EventEmitter()
    const open = new Map<number, Pick<Recorded, 'name' | 'attributes'>>()
    let begun = 0
    traceCommands(client as MongoClient, {
      begin(_, attributes = {}, name) {
        const number = begun
        begun += 1
        open.set(number, { name, attributes })
        return { ...silent, end: () => void open.delete(number) }
      },
    })
    const start = (commandName: string, command: object, more = {}) =>
      client.emit('commandStarted', {
        requestId: begun,
        commandName,
        command,
        databaseName: 'anilibria',
        address: 'one:27017',
        ...more,
      })
    return { client, open, start }
  }

  it('knows the collection of what goes on reading, and an IPv6 address', () => {
    const { open, start } = toldClient()

    start('getMore', { getMore: 7n, collection: 'events' }, { address: '[::1]:27018' })

    const { name, attributes } = open.get(0) ?? assert.fail()
    assert.equal(name, 'getMore events')
    assert.equal(attributes['db.collection.name'], 'events')
    assert.equal(attributes['server.address'], '::1')
    assert.equal(attributes['server.port'], 27018)
  })

  it('ends the oldest of more than 1,000 whose end was never told', () => {
    const { client, open, start } = toldClient()

    for (let count = 0; count < 1_002; count += 1) start('find', { find: 'titles' })
    assert.equal(open.size, 1_000)
    assert.deepEqual([open.has(0), open.has(1), open.has(2)], [false, false, true])

    client.emit('commandSucceeded', { requestId: 2 })
    client.emit('commandSucceeded', { requestId: 0 })
    assert.equal(open.size, 999)
  })
})
