import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { SignJWT } from 'jose'
import type { LogKey } from '../../../src/telemetry/log.ts'
import { type LogEvent, logs } from '../../../src/telemetry/logs.ts'
import type { Started } from '../../runtimes/started.ts'
import { missing } from '../../servers/missing.ts'
import { eventOf, isYetToCome, type LogLine } from '../../support/log-lines.ts'
import { createTemporaryFolders } from '../../support/temporary-folders.ts'
import { logOf, withBug, withDeadRedis, withJobs, withServers } from './log-scenes.ts'
import { titleTemplate } from './metric-case.ts'
import { breakDatabase } from './troubles.ts'

const secret = 'a-secret-of-the-test'

const tokenOf = (payload: Record<string, unknown>, signedWith = secret) =>
  new SignJWT(payload)
    .setProtectedHeader({ alg: 'HS256' })
    .sign(new TextEncoder().encode(signedWith))

/** Events that only a real MongoDB brings about. */
const byMongodb: readonly LogKey[] = ['databaseIndexes']
const withoutServers = missing('redis', 'mongodb')

// Several services live for some seconds each, and are asked for what they told afterwards.
describe('the log of the running service', () => {
  const folders = createTemporaryFolders()
  let service: Started
  /** Of the service that visitors ask. */
  let own: readonly LogLine[]
  let ofServers: readonly LogLine[]
  /** Of all services. */
  let lines: readonly LogLine[]
  let asked: Readonly<Record<'known' | 'forged' | 'cold' | 'failed' | 'wrong' | 'probe', string>>

  /** The lines of one request, by its id. */
  const linesOfRequest = (id: string) => own.filter(({ request_id }) => request_id === id)
  const toldBy = (some: readonly LogLine[], key: LogKey) =>
    some.filter((line) => eventOf(line) === key)
  const told = (key: LogKey) => toldBy(lines, key)

  async function idOf(path: string, headers: Record<string, string> = {}): Promise<string> {
    const response = await service.ask(path, { headers })
    await response.arrayBuffer()
    return response.headers.get('X-Request-ID') ?? ''
  }

  before(async () => {
    const dataDir = folders.make()
    const env = {
      DATA_DIR: dataDir,
      JWT_SECRET: secret,
      ENVIRONMENT: 'test',
      NODEJS_SERVICE_URL: 'http://127.0.0.1:1',
      TRUSTED_PROXIES: '127.0.0.0/8,::1',
    }
    const visited = logOf(env, async (started) => {
      service = started
      await visit(dataDir)
    })
    const others = [withBug(), withDeadRedis(), withJobs(), withoutServers ? [] : withServers()]
    const [ofVisitors, ...ofOthers] = await Promise.all([visited, ...others])
    own = ofVisitors
    ofServers = ofOthers.at(-1) ?? []
    lines = [...own, ...ofOthers.flat()]
  })
  after(() => folders.removeAll())

  async function visit(dataDir: string): Promise<void> {
    const api = '/api/anilibria/v2'
    const { upstream } = service
    const headers = { 'User-Agent': 'a test/1.0', 'X-Forwarded-For': '198.51.100.7' }
    const known = { ...headers, Authorization: `Bearer ${await tokenOf({ id: 'user-42' })}` }
    const forged = { ...headers, Authorization: `Bearer ${await tokenOf({ id: 'user-42' }, 'x')}` }

    const cold = await idOf(`${api}/titles/9000?secret=1`, headers)
    asked = {
      cold,
      known: await idOf(`${api}/titles/9000`, known),
      forged: await idOf(`${api}/titles/9000`, forged),
      probe: await idOf('/health/ready', headers),
      wrong: await idOf(`${api}/titles?page=0`, headers),
      failed: await failWhileDown(`${api}/genres`, headers),
    }
    upstream.pull({ fault: 'broken_item', path: '/anime/schedule' })
    await idOf(`${api}/schedule`)
    upstream.pull({ fault: 'down' })
    await Promise.all([1, 2, 3, 4, 5].map((id) => idOf(`${api}/titles/${id}`)))
    breakDatabase(dataDir)
    await idOf(`${api}/updates`)
  }

  /** Fails, and is answered again: AniLibria is lost and found. */
  async function failWhileDown(path: string, headers: Record<string, string>): Promise<string> {
    service.upstream.pull({ fault: 'down' })
    const id = await idOf(path, headers)
    service.upstream.reset()
    await idOf(path)
    return id
  }

  for (const [key, event] of Object.entries<LogEvent>(logs) as [LogKey, LogEvent][]) {
    const isNotYet = isYetToCome(key)
    const skip = byMongodb.includes(key) && withoutServers
    it(`${isNotYet ? 'does not tell yet' : 'tells'} ${event.message} at ${event.level}`, {
      skip,
    }, () => {
      assert.equal(told(key).length === 0, isNotYet)
    })
  }

  it('says in every line of an event all that its table knows for sure', () => {
    const ofSome = ['user_id', 'user_agent', 'ip', 'error', 'error_type', 'stack']
    const optional = [...ofSome, 'admin_address', 'episodes_count', 'title_id']
    for (const line of lines) {
      const { fields }: LogEvent = logs[eventOf(line)]
      const absent = fields.filter((field) => !(field in line) && !optional.includes(field))
      assert.deepEqual(absent, [], JSON.stringify(line))
    }
  })

  it('names the service in every line', () => {
    const [first] = own
    assert.deepEqual([first?.service, first?.environment], ['anilibria-service', 'test'])
    assert.ok(lines.every(({ service, version }) => service && version === first?.version))
  })

  it('has the ids of its request in every line of one, wherever it is written', () => {
    assert.deepEqual(linesOfRequest(asked.cold).map(eventOf), [
      'accessStarted',
      'fetchingTitle',
      'savingTitle',
      'accessCompleted',
    ])
    const inRequests = ['fetchingTitle', 'hostLeft', 'itemLeftOut', 'storeFailed'] as const
    for (const line of inRequests.flatMap((key) => toldBy(own, key))) {
      assert.ok(line.request_id, line.msg)
    }
    for (const line of own.filter(({ request_id }) => request_id !== undefined)) {
      assert.match(String(line.trace_id), /^[0-9a-f]{32}$/)
      assert.match(String(line.span_id), /^[0-9a-f]{16}$/)
      assert.equal(line.trace_id, linesOfRequest(String(line.request_id))[0]?.trace_id)
    }
  })

  it('says who asked what, and how it went', () => {
    const [started, completed] = linesOfRequest(asked.known)
    const about = {
      method: 'GET',
      path: '/api/anilibria/v2/titles/9000',
      user_id: 'user-42',
      user_agent: 'a test/1.0',
      ip: '198.51.100.7',
    }
    assert.deepEqual({ ...started, ...about }, started)
    const outcome = { endpoint: titleTemplate, status_code: 200 }
    assert.deepEqual({ ...completed, ...about, ...outcome }, completed)
    const duration = completed?.duration
    assert.ok(typeof duration === 'number' && duration > 0 && duration < 5, `${duration} s`)
  })

  it('leaves out a user whose token is forged, and the query of a path', () => {
    const forged = linesOfRequest(asked.forged)
    assert.equal(forged.length, 2)
    assert.ok(forged.every((line) => !('user_id' in line) && line.ip === '198.51.100.7'))
    assert.ok(linesOfRequest(asked.cold).every(({ path = '' }) => !String(path).includes('?')))
  })

  it('says why a request failed, and has a stack for bugs only', () => {
    const failed = linesOfRequest(asked.failed).find((line) => eventOf(line) === 'accessFailed')
    assert.deepEqual([failed?.status_code, failed?.error_type], [503, 'unavailable'])
    assert.ok(failed?.error !== undefined && failed.stack === undefined)
    const bugs = lines.filter(({ error_type }) => error_type === 'TypeError')
    assert.deepEqual(bugs.map(eventOf).sort(), ['accessFailed', 'backgroundFailed'])
    assert.ok(bugs.every(({ error, stack }) => error === 'A planted bug' && stack !== undefined))
  })

  it("takes a caller's mistake for a request that completed, and a probe for noise", () => {
    assert.deepEqual(linesOfRequest(asked.wrong).map(eventOf), ['accessStarted', 'accessCompleted'])
    assert.deepEqual(linesOfRequest(asked.probe).map(eventOf), ['probeStarted', 'probeCompleted'])
  })

  it('tells once that AniLibria is lost, and once that it is back', () => {
    const reached = own.map(eventOf).filter((key) => /^upstream/.test(key))
    assert.deepEqual(reached, ['upstreamLost', 'upstreamBack', 'upstreamLost'])
    assert.deepEqual(
      toldBy(own, 'breakerChanged').map(({ breaker, state }) => [breaker, state]),
      [['anilibria_api', 'open']],
    )
  })

  it('has a trace in every line of a job, and no request', () => {
    const keys = [
      'titleSyncStarted',
      'titleSyncCompleted',
      'titleSyncFailed',
      'jobGivenUp',
    ] as const
    for (const line of keys.flatMap((key) => told(key))) {
      assert.match(String(line.trace_id), /^[0-9a-f]{32}$/, line.msg)
    }
  })

  it('says what an unreadable document is, and what was brought up to date', () => {
    const [unreadable] = told('documentUnreadable')
    assert.deepEqual([unreadable?.collection, unreadable?.document_id], ['titles', 'title:9000'])
    const [started] = told('titleSyncStarted')
    assert.deepEqual([started?.title_id, started?.action], [10126, 'sync_title'])
    assert.ok(told('titleSyncCompleted').every(({ episodes_count }) => Number(episodes_count) > 0))
    const failed = told('titleSyncFailed').find(({ title_id }) => title_id === 422)
    assert.equal(failed?.error_type, 'invalid')
  })

  it('says of what it can go on without whether it is there', { skip: withoutServers }, () => {
    assert.deepEqual(
      toldBy(ofServers, 'redisState').map(({ state }) => state),
      ['ready', 'unavailable', 'ready'],
    )
    assert.ok(toldBy(ofServers, 'storeFailed').every(({ error_type }) => error_type !== 'internal'))
    const [indexes] = toldBy(ofServers, 'databaseIndexes')
    assert.match(String(indexes?.indexes), /\w+(, \w+)*/)
  })
})
