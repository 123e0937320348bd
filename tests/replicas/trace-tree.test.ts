import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { until } from '../runtimes/until.ts'
import { missing } from '../servers/missing.ts'
import { type ArrivedSpan, type OtlpSink, startOtlpSink } from '../support/otlp-sink.ts'
import { createReplicasWorld, type Replica, type ReplicasWorld } from './world.ts'

const ofCommands = [
  'db.system.name',
  'db.operation.name',
  'db.collection.name',
  'db.namespace',
  'server.address',
  'server.port',
]

describe('a trace through Redis and MongoDB', { skip: missing('redis', 'mongodb') }, () => {
  let sink: OtlpSink
  let world: ReplicasWorld
  let replica: Replica
  before(async () => {
    sink = await startOtlpSink()
    world = await createReplicasWorld({
      OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: sink.url,
      OTEL_BSP_SCHEDULE_DELAY: '50',
    })
    replica = await world.replica()
  })
  after(async () => {
    await world?.end()
    await sink?.stop()
  })

  /** The tree of the one trace that begins with a request of this name, and ends with the span `last`. */
  async function treeOf(request: string, last: string): Promise<readonly string[]> {
    const spansOf = () => {
      const root = sink.spans.find(({ name }) => name === request)
      return sink.spans.filter(({ traceId }) => traceId === root?.traceId)
    }
    await until(() => spansOf().filter(({ name }) => name === last).length > 0)
    return branch(spansOf(), undefined).filter((name) => !name.endsWith('find sync_status'))
  }

  it('shows all that is done for a title that nobody had', async () => {
    const { status } = await replica.api('/titles/9000')

    assert.equal(status, 200)
    assert.deepEqual(await treeOf('GET /api/anilibria/v2/titles/:idOrAlias', 'EVAL'), [
      'GET /api/anilibria/v2/titles/:idOrAlias',
      '  get_title',
      '    cache_lookup',
      '    redis_lookup',
      '      GET',
      '    database_lookup',
      '      find titles',
      // The turn to ask, over all replicas.
      '    SET',
      '    anilibria_api_call',
      '    cache_store',
      '      SET',
      '      find titles',
      '      update titles',
      '      PUBLISH',
      // The alias.
      '    SET',
      '    update aliases',
      '    EVAL',
    ])
  })

  it('goes on in the job that a request adds', async () => {
    const body = JSON.stringify({ title_id: 9000, force: true })
    const { status } = await replica.internal('/sync/title', { method: 'POST', body })

    assert.equal(status, 200)
    const tree = await treeOf('POST /internal/sync/title', 'job sync-title')
    const job = tree.indexOf('  job sync-title')
    assert.deepEqual(tree.slice(0, 1), ['POST /internal/sync/title'])
    assert.deepEqual(tree.slice(job, job + 8), [
      '  job sync-title',
      '    find titles',
      '    anilibria_api_call',
      '    cache_store',
      '      SET',
      '      find titles',
      '      update titles',
      '      PUBLISH',
    ])
  })

  it('tells of no command what it was about', () => {
    const commands = sink.spans.filter(({ attributes }) => 'db.system.name' in attributes)

    assert.deepEqual(new Set(commands.map((span) => span.attributes['db.system.name'])), systems)
    for (const { name, attributes, events } of commands) {
      assert.match(name, /^([A-Z]+|(find|update|delete|insert|findAndModify) [a-z_]+)$/)
      assert.deepEqual(
        Object.keys(attributes).filter((key) => !ofCommands.includes(key)),
        [],
      )
      assert.deepEqual(events, [])
    }
    assert.doesNotMatch(JSON.stringify(commands, withoutBigInts), /9000|kizumonogatari|anilibria:/)
  })
})

const systems = new Set(['redis', 'mongodb'])

const withoutBigInts = (_key: string, value: unknown): unknown =>
  typeof value === 'bigint' ? 0 : value

/** Names of the spans below one, each below its parent. */
function branch(spans: readonly ArrivedSpan[], parent: string | undefined): readonly string[] {
  const ids = new Set(spans.map(({ spanId }) => spanId))
  const isBelow = ({ parentSpanId }: ArrivedSpan) =>
    parent === undefined ? !ids.has(parentSpanId ?? '') : parentSpanId === parent
  return spans
    .filter(isBelow)
    .flatMap(({ name, spanId }) => [name, ...branch(spans, spanId).map((below) => `  ${below}`)])
}
