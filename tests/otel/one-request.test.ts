import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { spans as spanTable } from '../../src/telemetry/spans.ts'
import { missing } from '../servers/missing.ts'
import { type Stack, startStack } from '../stack/start-stack.ts'
import { wholeStack } from '../stack/whole-stack.ts'
import { type KeptSpan, traceIn } from './jaeger-api.ts'
import { quick, quickEnv } from './quick.ts'
import { traceOf } from './trace-of.ts'
import { waitFor } from './wait-for.ts'

const route = 'GET /api/anilibria/v2/titles/:idOrAlias'

// The whole system takes some 3 s to start, and a trace 2 s until it is in Jaeger.
describe('one request to one of two replicas', { skip: missing(...wholeStack) }, () => {
  let stack: Stack
  let trace: readonly KeptSpan[]
  let again: readonly KeptSpan[]
  before(async () => {
    stack = await startStack({ env: quickEnv, set: quick })
    const [one, other] = stack.replicas
    trace = await traceInJaeger(await one.api('/titles/9000'))
    again = await traceInJaeger(await other.api('/titles/9000'))
  })
  after(() => stack?.end())

  async function traceInJaeger(response: Response): Promise<readonly KeptSpan[]> {
    await response.arrayBuffer()
    return waitFor('the trace', async () => {
      const found = await traceIn(stack.tracing.jaeger.url, traceOf(response))
      return found.some(({ name }) => name === route) ? found : undefined
    })
  }

  /** Names from the root to every span: `get_title > redis_lookup > GET`. */
  function pathsIn(spans: readonly KeptSpan[]): readonly string[] {
    const byId = new Map(spans.map((span) => [span.spanId, span]))
    const path = ({ name, parentId }: KeptSpan): string => {
      const parent = byId.get(parentId ?? '')
      return parent ? `${path(parent)} > ${name}` : name
    }
    return spans.map(path)
  }

  function spanIn(spans: readonly KeptSpan[], name: string): KeptSpan {
    const found = spans.find((span) => span.name === name)
    assert.ok(found, `no ${name} among ${spans.map((span) => span.name)}`)
    return found
  }

  it('leaves its whole tree in Jaeger, with Redis, store and AniLibria', () => {
    const paths = pathsIn(trace)

    const seeds = [
      route,
      `${route} > get_title`,
      `${route} > get_title > cache_lookup`,
      `${route} > get_title > redis_lookup`,
      `${route} > get_title > redis_lookup > GET`,
      `${route} > get_title > database_lookup`,
      `${route} > get_title > database_lookup > find titles`,
      `${route} > get_title > anilibria_api_call`,
      `${route} > get_title > cache_store`,
      `${route} > get_title > cache_store > SET`,
      `${route} > get_title > cache_store > update titles`,
    ]
    assert.deepEqual(
      seeds.filter((path) => !paths.includes(path)),
      [],
    )
    assert.ok(paths.every((path) => path.startsWith(route)))
  })

  it('says there what the seed asks for', () => {
    const { attributes } = spanIn(trace, 'get_title')
    assert.equal(attributes.title_id, 9000)
    assert.equal(attributes['title.episodes_count'], 1)
    assert.equal(spanIn(trace, 'cache_lookup').attributes['cache.level'], 'memory')
    assert.equal(spanIn(trace, 'redis_lookup').attributes['cache.hit'], false)
    assert.equal(spanIn(trace, 'anilibria_api_call').attributes['http.response.status_code'], 200)
    assert.ok(trace.every(({ service }) => service === 'anilibria-service'))
  })

  it('says nothing there that the table of spans does not name', () => {
    const known = new Set<string>(Object.values(spanTable).flatMap(({ attributes }) => attributes))
    const told = new Set(trace.flatMap(({ attributes }) => Object.keys(attributes)))

    // What Jaeger adds of its own.
    for (const own of ['span.kind', 'otel.scope.name', 'otel.scope.version']) told.delete(own)
    assert.deepEqual(
      [...told].filter((name) => !known.has(name)),
      [],
    )
    assert.ok(told.size > 10)
  })

  it('shows the other replica finding in Redis what the first one has learned', () => {
    const paths = pathsIn(again)

    assert.equal(spanIn(again, 'get_title').attributes['cache.source'], 'redis')
    assert.equal(spanIn(again, 'redis_lookup').attributes['cache.hit'], true)
    assert.ok(!paths.some((path) => /database_lookup|anilibria_api_call/.test(path)))
  })

  it('is joined by the neighbour when an event is told to it', async () => {
    const { world, neighbour, tracing, replicas } = stack
    await (await replicas[0].api('/titles/10126')).arrayBuffer()
    world.upstream.publishEpisode({ title_id: 10126 })
    const body = JSON.stringify({ title_id: 10126, force: true })
    const synced = await replicas[0].internal('/sync/title', { method: 'POST', body })
    assert.equal(synced.status, 200)

    const told = await waitFor('the neighbour to be told', async () => neighbour.told[0])
    const spans = await waitFor('its span', async () => {
      const found = await traceIn(tracing.jaeger.url, told.traceId)
      return found.some(({ service }) => service === 'nodejs-service') ? found : undefined
    })

    assert.equal(told.body.type, 'new_episode')
    assert.ok(told.hasToken)
    const [ours, theirs] = [spanIn(spans, 'POST'), spanIn(spans, 'POST /internal/anilibria/notify')]
    assert.equal(theirs.parentId, ours.spanId)
    assert.deepEqual([ours.service, theirs.service], ['anilibria-service', 'nodejs-service'])
    assert.deepEqual(ours.linkedTo, [traceOf(synced)])
  })
})
