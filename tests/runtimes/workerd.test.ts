import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { after, afterEach, describe, it } from 'node:test'
import { gzipSync } from 'node:zlib'
import { bundleWorker } from '../../src/main/workerd/bundle-worker.ts'
import { compatibilityDate } from '../../src/main/workerd/workerd-config.ts'
import { createTemporaryFolders } from '../support/temporary-folders.ts'
import { runtimes, unlessMissing } from './runtimes.ts'
import { type Started, start } from './started.ts'
import { until } from './until.ts'

const workerd = runtimes.find(({ name }) => name === 'workerd')
assert.ok(workerd)

describe('on workerd the service', unlessMissing(workerd), () => {
  let service: Started
  afterEach(() => service?.end())

  it('answers who waits for the same as a visitor who has left', async () => {
    service = await start(workerd)
    const { upstream, api, url } = service
    upstream.pull({ fault: 'slow', delay_ms: 500, path: '/anime/releases/9000' })
    const leaving = connect(Number(new URL(url).port), '127.0.0.1')
    leaving.write('GET /api/anilibria/v2/titles/9000 HTTP/1.1\r\nHost: localhost\r\n\r\n')
    await until(() => upstream.requests()['/anime/releases/9000'] === 1)
    const staying = api('/titles/9000')
    // Whoever leaves politely is not noticed before the answer is sent.
    leaving.resetAndDestroy()

    const response = await staying

    assert.equal(response.status, 200)
    assert.equal((await response.json()).data.id, 9000)
    assert.equal(upstream.requests()['/anime/releases/9000'], 1)
  })

  it('finishes what is under way when told to stop, and ends well', async () => {
    service = await start(workerd)
    const { upstream, api, program } = service
    upstream.pull({ fault: 'slow', delay_ms: 500, path: '/anime/releases/random' })
    const underWay = Array.from({ length: 10 }, () => api('/random'))
    await until(() => upstream.requests()['/anime/releases/random'] === 10)

    program.signal('SIGTERM')
    const responses = await Promise.all(underWay)

    assert.ok(responses.every(({ status }) => status === 200))
    assert.equal(await program.ended, 0)
  })
})

describe('the bundle for workerd', () => {
  const folders = createTemporaryFolders()
  after(() => folders.removeAll())

  it('holds nothing of Node, is not too big, and imports nothing', async () => {
    const outfile = join(folders.make(), 'worker.js')

    const { inputs, outputs } = await bundleWorker(outfile)

    const servers = /\/(pino|prom-client|@hono\/node-server|rate-limiter-flexible)\//
    assert.deepEqual(
      Object.keys(inputs).filter((file) => servers.test(file) || file.includes('sqlite')),
      [],
    )
    assert.deepEqual(
      Object.values(outputs).flatMap(({ imports }) => imports),
      [],
    )
    assert.ok(gzipSync(readFileSync(outfile)).length <= 200_000)
  })

  it('relies on the same day of workerd here and at Cloudflare', () => {
    const config = readFileSync('src/main/wrangler.jsonc', 'utf8')

    assert.equal(/"compatibility_date": "([^"]+)"/.exec(config)?.[1], compatibilityDate)
  })
})
