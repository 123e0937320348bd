import assert from 'node:assert/strict'
import { AsyncLocalStorage } from 'node:async_hooks'
import { after, before, describe, it } from 'node:test'
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
  readonly name: string
  readonly attributes: Readonly<Record<string, unknown>>
  /** What it ended with, once it has. */
  readonly ends: unknown[]
}

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
    const begin: Tracer['begin'] = (key, name, attributes) => {
      const ends: unknown[] = []
      spans.push({ caller: callers.getStore(), key, name, attributes, ends })
      return (error) => ends.push(error)
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
    world.server.freeze()

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
