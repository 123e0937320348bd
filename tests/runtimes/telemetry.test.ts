import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type OtlpSink, startOtlpSink } from '../support/otlp-sink.ts'
import { runtimes, unlessMissing } from './runtimes.ts'
import { type Started, start } from './started.ts'
import { until } from './until.ts'

const template = '/api/anilibria/v2/titles/:idOrAlias'

interface Line {
  readonly msg: string
  readonly request_id?: string
  readonly trace_id?: string
}

for (const runtime of runtimes) {
  describe(`on ${runtime.name} one request`, unlessMissing(runtime), () => {
    let sink: OtlpSink
    let service: Started
    let response: Response
    let traceId: string
    before(async () => {
      sink = await startOtlpSink()
      service = await start(runtime, {
        LOG_LEVEL: 'debug',
        OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: sink.url,
        OTEL_BSP_SCHEDULE_DELAY: '50',
        OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment.name=test',
      })
      response = await service.api('/titles/9000')
      await response.arrayBuffer()
      const timing = response.headers.get('Server-Timing') ?? ''
      traceId = /^traceparent;desc="00-([0-9a-f]{32})-[0-9a-f]{16}-01"$/.exec(timing)?.[1] ?? ''
    })
    after(async () => {
      await service?.end()
      await sink?.stop()
    })

    it('tells its trace to the caller', () => {
      assert.match(traceId, /^[0-9a-f]{32}$/)
    })

    it('leaves the tree of its spans at the collector', async () => {
      await until(() => sink.spans.some(({ kind }) => kind === 'server'))

      const stored = runtime.livesLong ? ['    database_lookup'] : []
      assert.deepEqual(sink.treeOf(traceId), [
        `GET ${template}`,
        '  get_title',
        '    cache_lookup',
        ...stored,
        '    anilibria_api_call',
        '    cache_store',
      ])
    })

    it('says in its spans what it was and how it went', async () => {
      await until(() => sink.spans.some(({ kind }) => kind === 'server'))

      const { attributes, resource } = sink.span(`GET ${template}`)
      assert.equal(attributes['http.route'], template)
      assert.equal(Number(attributes['http.response.status_code']), 200)
      assert.equal(attributes['url.path'], '/api/anilibria/v2/titles/9000')
      assert.equal(attributes['request.id'], response.headers.get('X-Request-ID'))
      assert.equal(Number(sink.span('get_title').attributes['title.episodes_count']), 1)
      assert.equal(sink.span('cache_lookup').attributes['cache.hit'], false)
      assert.equal(resource['service.name'], 'anilibria-service')
      assert.equal(resource['process.runtime.name'], runtime.name)
      assert.equal(resource['deployment.environment.name'], 'test')
    })

    it('has its ids in every line it caused', async () => {
      await service.program.line('"msg":"Request completed"')

      const id = response.headers.get('X-Request-ID')
      const lines = linesOf(service.program.output()).filter((line) => line.request_id === id)
      assert.deepEqual(
        lines.map(({ msg }) => msg),
        [
          'Request started',
          'Fetching title from AniLibria API',
          ...(runtime.livesLong ? ['Saving title to database'] : []),
          'Request completed',
        ],
      )
      assert.ok(lines.every(({ trace_id }) => trace_id === traceId))
    })

    it(`is ${runtime.livesLong ? '' : 'not '}the exemplar of a histogram bucket`, async () => {
      const accept = { Accept: 'application/openmetrics-text; version=1.0.0' }
      const shown = await (await service.ask('/metrics', { headers: accept })).text()

      if (!runtime.livesLong) return assert.doesNotMatch(shown, /_bucket/)
      const bucket = shown
        .split('\n')
        .find((line) => line.includes(`endpoint="${template}"`) && line.includes(traceId))
      assert.match(bucket ?? '', /^anilibria_http_request_duration_seconds_bucket\{.*\} 1 # \{/)
    })

    it('makes no noise when machines ask for health', async () => {
      await service.ask('/health/live')
      await service.api('/titles/9000')
      await until(() => sink.spans.filter(({ kind }) => kind === 'server').length === 2)

      assert.ok(sink.spans.every(({ name }) => !name.includes('health')))
    })
  })
}

function linesOf(output: string): Line[] {
  return output.split('\n').flatMap((line) => (line.startsWith('{') ? JSON.parse(line) : []))
}
