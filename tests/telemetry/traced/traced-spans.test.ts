import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Hono } from 'hono'
import { createClient } from '../../../src/http/client/client.ts'
import { type Env, known } from '../../../src/http/env.ts'
import { type Answer, type Layer, layered } from '../../../src/http/layer.ts'
import { failures } from '../../../src/http/middleware/failures.ts'
import { requestId } from '../../../src/http/middleware/request-id.ts'
import { trace } from '../../../src/http/middleware/trace.ts'
import { spanEvents, spans } from '../../../src/telemetry/spans.ts'
import { tracedAttempts } from '../../../src/telemetry/traced/traced-attempts.ts'
import { answers, refuses } from '../../adapters/anilibria/world.ts'
import { liveBehind, names } from './live-behind.ts'
import { createTracedWorld, type TracedWorld } from './traced-world.ts'

/** A service that reads titles, with a user who is known. */
function createApp({ tracer, titles, reader }: TracedWorld): Hono<Env> {
  const client = createClient({ peer: () => '198.51.100.7', trusted: [] })
  const signedIn: Layer = (next) => (c) => {
    known(c).userId = 'user-7'
    return next(c)
  }
  const layers = [requestId(client), trace(tracer, client), signedIn, failures]
  const app = new Hono<Env>()
  const read: Answer = async (c) =>
    c.json((await titles.title(Number(c.req.param('id')), reader))?.source ?? null)
  app.get('/titles/:id', layered(layers, read, '/titles/:id'))
  app.notFound(layered(layers, (c) => c.text('no', 404), 'unmatched'))
  return app
}

/** Everything that can happen to a title. */
async function live(world: TracedWorld): Promise<void> {
  const { upstream, tracer, request } = world
  const app = createApp(world)
  const ask = (id: number, method = 'GET') =>
    app.request(`/titles/${id}`, { method, headers: { 'User-Agent': 'curl/8' } })
  const hosts = (manner: Parameters<typeof upstream.host>[1]) => {
    for (const name of ['a', 'b', 'c']) upstream.host(name, manner)
  }
  await ask(9000)
  await ask(9000, 'FOO')
  upstream.pass(3_600_000)
  hosts(refuses)
  await ask(9000)
  await ask(1)
  hosts(answers({ id: 1 }))
  world.memory.read = async () => null
  for (const cache of [world.redis, world.database]) {
    cache.read = () => Promise.reject(new RangeError('Cannot read'))
    await ask(1)
    cache.read = async () => null
  }
  world.memory.entries.set = () => {
    throw new RangeError('Cannot write')
  }
  await ask(1)
  await request(() =>
    tracer.span('apiCall', {}, async () => {
      const { onAttempt, onHostLeft } = tracedAttempts(tracer)
      onAttempt({ host: 'a.test:8080', status: 200 })
      onHostLeft('a.test:8080', 'timeout')
    }),
  )
}

describe('the span table', () => {
  let world: TracedWorld
  before(async () => {
    world = await createTracedWorld()
    await live(world)
    await liveBehind(world)
    await world.shutdown()
  })
  after(() => world.sink.stop())

  const all = () => world.sink.spans
  const table = Object.entries(spans).map(([key, kind]) => ({
    ...kind,
    name: names[key] ?? kind.name,
    isRequest: key === 'request',
  }))
  const attributesOf = (told: readonly { readonly attributes: object }[]) =>
    [...new Set(told.flatMap(({ attributes }) => Object.keys(attributes)))].sort()

  for (const { name, kind, attributes, isRequest } of table) {
    it(`tells every attribute that ${name} can have, and no other`, () => {
      const made = all().filter((span) => (isRequest ? span.kind === 'server' : span.name === name))

      assert.ok(made.every((span) => span.kind === kind))
      assert.deepEqual(attributesOf(made), [...attributes].sort())
    })
  }

  it('tells every span there is', () => {
    const made = new Set(all().map(({ name, kind }) => (kind === 'server' ? 'server' : name)))

    const told = table.map(({ name, isRequest }) => (isRequest ? 'server' : name))
    assert.deepEqual([...made].sort(), told.sort())
  })

  for (const { name, attributes } of Object.values(spanEvents)) {
    it(`tells every attribute that the event ${name} can have, and no other`, () => {
      const made = all().flatMap(({ events }) => events.filter((event) => event.name === name))

      assert.deepEqual(attributesOf(made), [...attributes].sort())
    })
  }

  it('tells every event there is but exceptions', () => {
    const names = new Set(all().flatMap(({ events }) => events.map(({ name }) => name)))
    names.delete('exception')

    const told = Object.values(spanEvents).map(({ name }) => name)
    assert.deepEqual([...names].sort(), told.sort())
  })
})
