import assert from 'node:assert/strict'
import { afterEach, describe, it, mock } from 'node:test'
import { Hono } from 'hono'
import { Failure } from '../../../src/core/failure.ts'
import { parseCidr } from '../../../src/http/client/cidr.ts'
import { createClient } from '../../../src/http/client/client.ts'
import { type Env, known } from '../../../src/http/env.ts'
import { type Answer, type Layer, layered } from '../../../src/http/layer.ts'
import { accessLog } from '../../../src/http/middleware/access-log.ts'
import { failures } from '../../../src/http/middleware/failures.ts'
import { measure } from '../../../src/http/middleware/measure.ts'
import { collectLog } from '../../support/log-lines.ts'
import { createRecordingMeter } from '../../telemetry/recording-meter.ts'

function createLoggedApp(level = 'debug') {
  const { log, lines } = collectLog({ level })
  const client = createClient({
    peer: () => '10.0.0.1',
    trusted: [parseCidr('10.0.0.0/8')].filter((range) => range !== null),
  })
  let at = 0
  mock.method(performance, 'now', () => at)
  const ann: Layer = (next) => (c) => {
    known(c).userId = 'ann'
    return next(c)
  }
  const layers = [ann, accessLog({ log, client }), failures]
  const app = new Hono<Env>()
  const get = (path: string, answer: Answer) => app.get(path, layered(layers, answer, path))
  get('/slow/:id', (c) => {
    at += 1234.5678
    return c.text('here')
  })
  get('/missing', () => Promise.reject(new Failure('title-not-found', 'Cannot find it')))
  get('/down', () => Promise.reject(new Failure('unavailable', 'Cannot reach AniLibria')))
  get('/bug', () => Promise.reject(new TypeError('boom')))
  get('/thrown', () => Promise.reject('boom'))
  get('/said', (c) => c.text('no', 502))
  get('/health', (c) => c.text('no', 503))
  get('/health/ready', () => Promise.reject(new TypeError('boom')))
  get('/metrics', (c) => c.text('yes'))
  app.notFound(layered(layers, (c) => c.text('no', 404), 'unmatched'))
  const ask = (path: string, init?: RequestInit) => app.request(path, init)
  return { ask, lines, told: () => lines().map(({ level, msg }) => `${level} ${msg}`) }
}

describe('accessLog()', () => {
  afterEach(() => mock.restoreAll())

  it('writes when a request comes, and when it is answered', async () => {
    const { ask, lines } = createLoggedApp()

    await ask('/slow/9000?token=secret', {
      headers: { 'User-Agent': 'curl/8', 'X-Forwarded-For': '198.51.100.7' },
    })

    const [started, completed] = lines().map(
      ({ time, service, version, environment, ...line }) => line,
    )
    const about = {
      method: 'GET',
      path: '/slow/9000',
      user_id: 'ann',
      user_agent: 'curl/8',
      ip: '198.51.100.7',
    }
    assert.deepEqual(started, { level: 'info', msg: 'Request started', ...about })
    assert.deepEqual(completed, {
      level: 'info',
      msg: 'Request completed',
      ...about,
      endpoint: '/slow/:id',
      status_code: 200,
      duration: 1.234568,
    })
  })

  it('tells the duration that metrics tell, and when it began and was over', async () => {
    const { log, lines } = collectLog()
    const meter = createRecordingMeter()
    const client = createClient({ peer: () => null, trusted: [] })
    const layers = [measure(meter), accessLog({ log, client })]
    const app = new Hono<Env>()
    const day = Date.UTC(2026, 10, 30)
    let now = performance.now() + 5000
    // It goes on whenever somebody looks.
    mock.method(performance, 'now', () => (now += 1))
    mock.method(Date, 'now', () => Math.floor(day + now))
    app.get(
      '/',
      layered(
        layers,
        (c) => {
          now += 2000
          return c.text('here')
        },
        '/',
      ),
    )

    await app.request('/')

    const [started = assert.fail(), completed = assert.fail()] = lines()
    assert.deepEqual(
      meter.durations.map(({ seconds }) => Math.round(seconds * 1e6) / 1e6),
      [completed.duration],
    )
    const passed = Date.parse(String(completed.time)) - Date.parse(String(started.time))
    assert.ok(Math.abs(passed - Number(completed.duration) * 1000) < 5, `${passed} ms`)
  })

  it('takes what a client did wrong for completed', async () => {
    const { ask, lines, told } = createLoggedApp('info')

    await ask('/missing')
    await ask('/nothing')

    const outcomes = ['info Request started', 'info Request completed']
    assert.deepEqual(told(), [...outcomes, ...outcomes])
    assert.deepEqual(
      lines().map(({ status_code, endpoint }) => [status_code, endpoint]),
      [
        [undefined, undefined],
        [404, '/missing'],
        [undefined, undefined],
        [404, 'unmatched'],
      ],
    )
  })

  it('tells why a request failed, and where a bug is', async () => {
    const { ask, lines } = createLoggedApp()

    await ask('/down')
    await ask('/bug')
    await ask('/said')

    const failed = lines().filter(({ msg }) => msg === 'Request failed')
    assert.deepEqual(
      failed.map(({ level, status_code, error, error_type }) => [
        level,
        status_code,
        error,
        error_type,
      ]),
      [
        ['error', 503, 'Cannot reach AniLibria', 'unavailable'],
        ['error', 500, 'boom', 'TypeError'],
        ['error', 502, undefined, undefined],
      ],
    )
    assert.match(String(failed[1]?.stack), /^TypeError: boom\n {4}at .*access-log\.test\.ts/)
    assert.equal(failed[0]?.stack, undefined)
  })

  it('tells of what was thrown and is no error', async () => {
    const { ask, lines } = createLoggedApp()

    assert.equal((await ask('/thrown')).status, 500)

    const failed = lines()[1]
    assert.deepEqual(
      [failed?.msg, failed?.status_code, failed?.error, failed?.error_type],
      ['Request failed', 500, 'boom', 'string'],
    )
  })

  it('is quiet about probes, also when they say no', async () => {
    const { ask, told } = createLoggedApp()

    await ask('/metrics')
    await ask('/health')

    const outcomes = ['debug Request started', 'debug Request completed']
    assert.deepEqual(told(), [...outcomes, ...outcomes])
  })

  it('is not quiet about a bug in a probe', async () => {
    const { ask, told } = createLoggedApp('info')

    await ask('/health/ready')

    assert.deepEqual(told(), ['error Request failed'])
  })

  it('tells all of a failure when nothing less is told', async () => {
    const { ask, lines } = createLoggedApp('error')

    await ask('/slow/1')
    await ask('/down')

    assert.deepEqual(
      lines().map(({ path, ip, endpoint }) => [path, ip, endpoint]),
      [['/down', '10.0.0.1', '/down']],
    )
  })

  it('lets no client write lines, or turn them round', async () => {
    const { ask, lines } = createLoggedApp()

    await ask('/slow/%0A%7B%22level%22:%22fatal%22%7D%E2%80%AE%E2%80%A8', {
      headers: { 'User-Agent': `\u009b2J${'x'.repeat(1000)}` },
    })

    const [, line] = lines()
    assert.equal(lines().length, 2)
    assert.doesNotMatch(`${line?.path}${line?.user_agent}`, /[\u0080-\u009f\u2028\u202e]/)
    assert.equal(String(line?.user_agent).length, 256)
  })

  it('folds methods that nobody asks us with', async () => {
    const { ask, lines } = createLoggedApp()

    await ask('/slow/1', { method: 'PROPFIND' })

    assert.equal(lines()[1]?.method, '_OTHER')
  })
})
