import assert from 'node:assert/strict'
import { SignJWT } from 'jose'
import { runtimes } from '../../runtimes/runtimes.ts'
import { type Started, start } from '../../runtimes/started.ts'
import { until } from '../../runtimes/until.ts'
import { type OtlpSink, startOtlpSink } from '../../support/otlp-sink.ts'
import { plantedEnv, plantedHeaders, plantedQuery, secrets } from '../../support/planted-secrets.ts'
import { startUpstream } from '../../support/upstream/start-upstream.ts'
import { internalHeaders } from './internal-token.ts'

/** What a service told that was given secrets from everywhere. */
export interface Planted {
  readonly sink: OtlpSink
  /** All it wrote. */
  readonly output: string
  /** Bodies and headers of all answers, by what was asked. */
  readonly answers: Readonly<Record<string, string>>
  /** Secrets that were only made while it ran: tokens, and what it signs webhooks with. */
  readonly made: readonly string[]
  end(): Promise<void>
}

const [node] = runtimes as readonly [(typeof runtimes)[0]]
const openMetrics = { Accept: 'application/openmetrics-text; version=1.0.0' }
const api = '/api/anilibria/v2'
const titles = `${api}/titles`

/** Lets a service live that knows the secrets; `env`: where its Redis and MongoDB are, with them. */
export async function livePlanted(env: Readonly<Record<string, string>>): Promise<Planted> {
  const sink = await startOtlpSink()
  const upstream = await startUpstream()
  const answers: Record<string, string> = {}
  const made: string[] = []
  const service = await start(node, {
    ...plantedEnv,
    LOG_LEVEL: 'trace',
    ANILIBRIA_API_URLS: `http://127.0.0.1:1/?token=${secrets.query},${upstream.url}`,
    NODEJS_SERVICE_URL: `http://127.0.0.1:1/?token=${secrets.query}`,
    OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: sink.url,
    OTEL_EXPORTER_OTLP_HEADERS: `x-api-key=${secrets.apiKey}`,
    OTEL_BSP_SCHEDULE_DELAY: '10',
    ...env,
  })

  async function ask(path: string, init: RequestInit = {}): Promise<number> {
    const headers = { ...plantedHeaders, ...init.headers }
    const response = await service.ask(path, { ...init, headers })
    const body = await response.text()
    const { secret } = response.status === 201 ? JSON.parse(body).data : {}
    if (secret !== undefined) made.push(secret)
    // It is told once, to whom it belongs.
    const said = body.replace(secret ?? '', '') + JSON.stringify([...response.headers])
    answers[`${init.method ?? 'GET'} ${path} ${response.status}`] = said
    return response.status
  }

  try {
    await askAsVisitor(ask, made)
    await askAsVisitorOfNobody(ask, upstream)
    await askAsService(ask, made)
    await until(() => sink.spans.filter(({ kind }) => kind === 'server').length >= 18)
    const output = await outputOf(service)
    return { sink, output, answers, made, end: sink.stop }
  } finally {
    await service.end()
    await upstream.stop()
  }
}

type AskFor = (path: string, init?: RequestInit) => Promise<number>

async function askAsVisitor(ask: AskFor, made: string[]): Promise<void> {
  const token = await new SignJWT({ id: 'user-42' })
    .setProtectedHeader({ alg: 'HS256' })
    .sign(new TextEncoder().encode(secrets.jwtSecret))
  made.push(token)
  const known = { Authorization: `Bearer ${token}` }
  const agent = { 'User-Agent': `bot token=${secrets.query} password: ${secrets.password}` }
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
}

async function askAsVisitorOfNobody(
  ask: AskFor,
  upstream: Awaited<ReturnType<typeof startUpstream>>,
): Promise<void> {
  upstream.pull({ fault: 'down' })
  assert.equal(await ask(`${api}/genres${plantedQuery}`), 503)
  assert.equal(await ask(`${titles}?search=${secrets.query}-again`), 503)
  upstream.reset()
}

/** What Redis and MongoDB are needed for fails where they are not there. */
async function askAsService(ask: AskFor, made: string[]): Promise<void> {
  const own = await internalHeaders(secrets.internalSecret)
  made.push(String(own.Authorization).slice('Bearer '.length))
  const forged = await internalHeaders('another secret')
  const status = `/internal/sync/status${plantedQuery}`
  assert.equal(await ask(status), 401)
  assert.equal(await ask(status, { headers: forged }), 401)
  await ask(status, { headers: own })
  await ask(`/internal/stats${plantedQuery}`, { headers: own })
  await ask(`/internal/cache?pattern=${secrets.query}`, { method: 'DELETE', headers: own })
  const post = (path: string, body: object) =>
    ask(`/internal${path}`, { method: 'POST', headers: own, body: JSON.stringify(body) })
  await post('/sync/title', { title_id: 9000, force: true })
  assert.equal(await post('/sync/title', { title_id: secrets.password }), 400)
  const url = `https://me:${secrets.password}@example.org/`
  assert.equal(await post('/webhooks', { url }), 400)
  await post('/webhooks', { url: 'https://example.org/hook' })
  for (const path of ['/health', '/health/live', '/health/ready', '/openapi.json', '/metrics']) {
    await ask(path + plantedQuery)
  }
  assert.equal(await ask(`/metrics${plantedQuery}&open`, { headers: openMetrics }), 200)
}

async function outputOf({ program }: Started): Promise<string> {
  program.signal('SIGTERM')
  await program.ended
  return program.output()
}
