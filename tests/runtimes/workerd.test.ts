import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { after, afterEach, describe, it } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { bundleWorker } from '../../src/main/workerd/bundle-worker.ts'
import { compatibilityDate } from '../../src/main/workerd/workerd-config.ts'
import { startOtlpSink } from '../support/otlp-sink.ts'
import { createTemporaryFolders } from '../support/temporary-folders.ts'
import { bugsIn } from './bugs-in.ts'
import { runtimes, unlessMissing } from './runtimes.ts'
import { type Started, start } from './started.ts'
import { until } from './until.ts'

const random = '/anime/releases/random'
const workerd = runtimes.find(({ name }) => name === 'workerd')
assert.ok(workerd)

describe('on workerd the service', unlessMissing(workerd), () => {
  let service: Started
  afterEach(() => service?.end())

  for (const [path, asked] of [
    ['/api/anilibria/v2/titles/9000', '/anime/releases/9000'],
    ['/health', '/app/status'],
  ] as const) {
    it(`answers who waits for ${path} like a visitor who has left`, async () => {
      service = await start(workerd)
      const { upstream, ask, url } = service
      upstream.pull({ fault: 'slow', delay_ms: 500, path: asked })
      const leave = visit(url, path)
      await until(() => upstream.requests()[asked] === 1)
      const staying = ask(path)
      leave()

      const response = await staying

      assert.equal(response.status, 200)
      assert.ok(await response.json())
      assert.equal(upstream.requests()[asked], 1)
      assert.deepEqual(bugsIn(service.program.output()), [])
    })
  }

  it('trusts nobody, for anybody can name an address that is near', async () => {
    service = await start(workerd)
    const headers = { 'CF-Connecting-IP': '127.0.0.1', 'X-Request-ID': 'forged' }

    const response = await service.ask('/health/live', { headers })

    assert.notEqual(response.headers.get('X-Request-ID'), 'forged')
  })

  it('sends the spans of a refresh behind, though nobody comes after', async () => {
    const sink = await startOtlpSink()
    after(() => sink.stop())
    service = await start(workerd, {
      CACHE_TTL_MEMORY: '1',
      OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: sink.url,
    })
    const { upstream, api } = service
    await api('/titles/9000')
    // Lifetimes are whole seconds.
    await setTimeout(1100)
    upstream.pull({ fault: 'slow', delay_ms: 200 })
    await api('/titles/9000')

    await until(() => sink.spans.some(({ name }) => name === 'background_refresh'))

    const { links } = sink.span('background_refresh')
    assert.equal(links.length, 1)
  })

  it('asks AniLibria for whoever comes, though many have left', async () => {
    service = await start(workerd)
    const { upstream, api, url } = service
    upstream.pull({ fault: 'slow', delay_ms: 500, path: random })
    const leaving = Array.from({ length: 10 }, () => visit(url, '/api/anilibria/v2/random'))
    await until(() => upstream.requests()[random] === 10)
    for (const leave of leaving) leave()

    const response = await api('/random')

    assert.equal(response.status, 200)
  })

  it('finishes what is under way when told to stop, and ends well', async () => {
    service = await start(workerd)
    const { upstream, api, program } = service
    upstream.pull({ fault: 'slow', delay_ms: 500, path: random })
    const underWay = Array.from({ length: 10 }, () => api('/random'))
    await until(() => upstream.requests()[random] === 10)

    program.signal('SIGTERM')
    const responses = await Promise.all(underWay)

    assert.ok(responses.every(({ status }) => status === 200))
    assert.equal(await program.ended, 0)
  })
})

describe('the bundle for workerd', () => {
  const folders = createTemporaryFolders()
  after(() => folders.removeAll())

  it("holds nothing of Node's, imports only what workerd has, and is not too big", async () => {
    const outfile = join(folders.make(), 'worker.js')

    const { inputs, outputs } = await bundleWorker(outfile)

    const servers = /\/(pino|prom-client|@hono\/node-server|rate-limiter-flexible)\//
    assert.deepEqual(
      Object.keys(inputs).filter((file) => servers.test(file) || file.includes('sqlite')),
      [],
    )
    const imports = Object.values(outputs).flatMap(({ imports }) => imports)
    assert.ok(imports.every(({ path }) => path === 'node:async_hooks'))
    assert.ok(gzipSync(readFileSync(outfile)).length <= 200_000)
  })

  it('relies on the same day of workerd here and at Cloudflare', () => {
    const config = readFileSync('src/main/wrangler.jsonc', 'utf8')

    assert.equal(/"compatibility_date": "([^"]+)"/.exec(config)?.[1], compatibilityDate)
  })
})

/** Asks, and returns what leaves: rudely, for a polite leave is not noticed before the answer. */
function visit(url: string, path: string): () => void {
  const socket = connect(Number(new URL(url).port), '127.0.0.1')
  socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`)
  return () => void socket.resetAndDestroy()
}
