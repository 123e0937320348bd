import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { SignJWT } from 'jose'
import { runtimes } from '../../runtimes/runtimes.ts'
import { type Started, start } from '../../runtimes/started.ts'
import { until } from '../../runtimes/until.ts'
import { linesOf } from '../../support/log-lines.ts'
import { type OtlpSink, startOtlpSink } from '../../support/otlp-sink.ts'
import {
  plantedEnv,
  plantedHeaders,
  plantedQuery,
  secrets,
  secretsIn,
} from '../../support/planted-secrets.ts'
import { startUpstream, type Upstream } from '../../support/upstream/start-upstream.ts'

const [node] = runtimes as readonly [(typeof runtimes)[0]]
const openMetrics = { Accept: 'application/openmetrics-text; version=1.0.0' }

/** As a bug does it: the environment comes along in what is thrown. */
const bug = `crypto.subtle.digest = () => {
  throw new TypeError('Cannot use ' + process.env.REDIS_URL + ' with JWT_SECRET=' + process.env.JWT_SECRET)
}`

describe('of secrets that come from everywhere', () => {
  let sink: OtlpSink
  let upstream: Upstream
  let service: Started
  let token: string
  let output: string
  /** Bodies and headers of all answers, by what was asked. */
  const answers: Record<string, string> = {}

  async function ask(path: string, init: RequestInit = {}): Promise<number> {
    const headers = { ...plantedHeaders, ...init.headers }
    const response = await service.ask(path, { ...init, headers })
    const said = (await response.text()) + JSON.stringify([...response.headers])
    answers[`${init.method ?? 'GET'} ${path} ${response.status}`] = said
    return response.status
  }

  before(async () => {
    sink = await startOtlpSink()
    upstream = await startUpstream()
    token = await new SignJWT({ id: 'user-42' })
      .setProtectedHeader({ alg: 'HS256' })
      .sign(new TextEncoder().encode(secrets.jwtSecret))
    service = await start(node, {
      ...plantedEnv,
      LOG_LEVEL: 'trace',
      ANILIBRIA_API_URLS: `http://127.0.0.1:1/?token=${secrets.query},${upstream.url}`,
      NODEJS_SERVICE_URL: `http://127.0.0.1:1/?token=${secrets.query}`,
      OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: sink.url,
      OTEL_EXPORTER_OTLP_HEADERS: `x-api-key=${secrets.apiKey}`,
      OTEL_BSP_SCHEDULE_DELAY: '10',
    })
    await askForEverything()
    await until(() => sink.spans.filter(({ kind }) => kind === 'server').length >= 13)
    const { program } = service
    program.signal('SIGTERM')
    await program.ended
    output = program.output()
  })
  after(async () => {
    await service?.end()
    await upstream?.stop()
    await sink?.stop()
  })

  async function askForEverything(): Promise<void> {
    const api = '/api/anilibria/v2'
    const known = { Authorization: `Bearer ${token}` }
    const agent = { 'User-Agent': `bot token=${secrets.query} password: ${secrets.password}` }
    const titles = `${api}/titles`
    assert.equal(await ask(`${titles}/9000`, { headers: known }), 200)
    assert.equal(await ask(`${titles}/9000${plantedQuery}`), 200)
    assert.equal(await ask(`${titles}/9000${plantedQuery}&again`, { headers: agent }), 200)
    assert.equal(await ask(`${titles}/424242${plantedQuery}`), 404)
    assert.equal(await ask(`${titles}${plantedQuery}&page=${secrets.query}`), 400)
    assert.equal(await ask(`${api}/search?search=${secrets.jwt}&limit=${secrets.query}`), 400)
    assert.equal(await ask(`/nowhere${plantedQuery}`), 404)
    assert.equal(await ask(`${titles}${plantedQuery}`, { method: 'DELETE' }), 405)
    const login = { method: 'POST', body: `{"password":"${secrets.password}"}` }
    assert.equal(await ask(`${titles}${plantedQuery}`, login), 415)
    assert.equal(await ask(`${titles}?search=${secrets.query}`), 200)
    upstream.pull({ fault: 'down' })
    assert.equal(await ask(`${api}/genres${plantedQuery}`), 503)
    assert.equal(await ask(`${titles}?search=${secrets.query}-again`), 503)
    upstream.reset()
    for (const path of ['/health', '/health/live', '/health/ready', '/openapi.json', '/metrics']) {
      assert.equal(await ask(path + plantedQuery), 200)
    }
    assert.equal(await ask(`/metrics${plantedQuery}&open`, { headers: openMetrics }), 200)
  }

  const tellsNone = (text: string): void => {
    assert.deepEqual(secretsIn(text), [])
    assert.ok(!text.includes(token))
  }

  it('none is in the log, which has something to say', () => {
    const messages = new Set(linesOf(`${output}\n`).map(({ msg }) => msg))
    for (const message of ['Internal routes are off', 'AniLibria host left for the next one']) {
      assert.ok(messages.has(message), message)
    }
    assert.match(output, /"user_id":"user-42"/)
    tellsNone(output)
  })

  it('none is in spans, though the collector is sent the one that it asks for', () => {
    assert.ok(sink.requests.every((headers) => headers['x-api-key'] === secrets.apiKey))
    assert.ok(sink.spans.some(({ attributes }) => attributes['error.type'] !== undefined))
    tellsNone(
      JSON.stringify(sink.spans, (_, value) => (typeof value === 'bigint' ? `${value}` : value)),
    )
  })

  it('none is in any answer: problems, health, the API, metrics in both formats', () => {
    assert.ok(Object.keys(answers).length >= 18)
    for (const [asked, said] of Object.entries(answers)) {
      assert.deepEqual(secretsIn(said), [], asked)
      assert.ok(!said.includes(token), asked)
    }
  })
})

describe('of secrets that come with mistakes', () => {
  it('none is told by a bug that says them', async (t) => {
    const service = await start(node, {
      ...plantedEnv,
      NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(bug)}`,
    })
    t.after(service.end)
    const response = await service.api('/titles/9000', { headers: plantedHeaders })
    const body = await response.text()
    await service.program.line('"msg":"Background work failed"')
    await service.end()

    assert.equal(response.status, 500)
    assert.match(service.program.output(), /Cannot use redis:\/\/\[redacted\]@/)
    assert.deepEqual(secretsIn(service.program.output() + body), [])
  })

  it('none is told by a service that cannot start because of them', async () => {
    const env = {
      ANILIBRIA_API_URLS: `https://me:${secrets.password}@aniliberty.top/api/v1`,
      REDIS_URL: `http://me:${secrets.redis}@x`,
      MONGODB_URI: secrets.mongodb,
    }
    const starting = start(node, { ...plantedEnv, ...env })

    await assert.rejects(starting, ({ message }: Error) => {
      assert.match(message, /ANILIBRIA_API_URLS[\s\S]*REDIS_URL[\s\S]*MONGODB_URI/)
      return secretsIn(message).length === 0
    })
  })
})
