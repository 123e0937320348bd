import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { createPost } from '../../../src/adapters/webhooks/post.ts'
import type { Resolve } from '../../../src/adapters/webhooks/public-addresses.ts'
import { type HttpReceiver, startReceiver } from './receiver.ts'

const { signal } = new AbortController()

const leadingHere: Resolve = (_name, done) => done(null, [{ address: '127.0.0.1', family: 4 }])

describe('createPost()', () => {
  let receiver: HttpReceiver
  before(async () => {
    receiver = await startReceiver()
  })
  after(() => receiver.stop())
  beforeEach(() => receiver.answer((response) => void response.writeHead(204).end()))

  const trusting = createPost({ allowPrivate: true, resolve: leadingHere, timeoutMs: 200 })
  const careful = createPost({ allowPrivate: false, resolve: leadingHere, timeoutMs: 200 })

  function letter(host = '127.0.0.1', body = '{"type":"Фрирен"}') {
    const url = new URL(`http://${host}:${receiver.port}/hook?key=1`)
    return { url, headers: { 'Content-Type': 'application/json', 'webhook-id': 'a' }, body }
  }

  it('sends body and headers as they are', async () => {
    const told = await trusting(letter(), signal)

    const last = receiver.received.at(-1)
    assert.deepEqual(told, { taken: true, status: 204 })
    assert.equal(last?.body, '{"type":"Фрирен"}')
    assert.equal(last?.url, '/hook?key=1')
    assert.equal(last?.headers['webhook-id'], 'a')
  })

  it('takes no redirect, which would lead past our checks', async () => {
    const location = `http://127.0.0.1:${receiver.port}/elsewhere`
    receiver.answer((response) => void response.writeHead(302, { location }).end())
    const before = receiver.received.length

    const told = await trusting(letter(), signal)

    assert.equal(told.status, 302)
    assert.equal(told.taken, false)
    assert.equal(receiver.received.length, before + 1)
  })

  it('tells who is gone, and who asks to wait', async () => {
    receiver.answer((response) => void response.writeHead(410).end())
    const gone = await trusting(letter(), signal)
    receiver.answer((response) => void response.writeHead(503, { 'Retry-After': '120' }).end())
    const busy = await trusting(letter(), signal)

    assert.equal(!gone.taken && gone.gone, true)
    assert.equal(!busy.taken && busy.retryAfterMs, 120_000)
  })

  it('waits for no answer longer than it may', async () => {
    receiver.answer(() => {})

    const told = await trusting(letter(), signal)

    assert.equal(!told.taken && told.reason, 'timeout')
  })

  it('waits no longer than it may for the end of an answer', async () => {
    receiver.answer((response) => void response.writeHead(200).write('…'))

    const told = await trusting(letter(), signal)

    assert.equal(!told.taken && told.reason, 'timeout')
  })

  it('reads no long answer to its end', async () => {
    receiver.answer((response) => {
      response.writeHead(200)
      const timer = setInterval(() => response.write('x'.repeat(10_000)), 1)
      response.once('close', () => clearInterval(timer))
    })

    assert.deepEqual(await trusting(letter(), signal), { taken: true, status: 200 })
  })

  it('tells by a code why nobody answered, and no address', async () => {
    const gone = await startReceiver()
    await gone.stop()
    const url = new URL(`http://127.0.0.1:${gone.port}/secret`)

    const told = await trusting({ url, headers: {}, body: '' }, signal)

    assert.deepEqual(told, {
      taken: false,
      status: null,
      reason: 'ECONNREFUSED',
      gone: false,
      retryAfterMs: null,
    })
  })

  it('stops when it is told to', async () => {
    receiver.answer(() => {})

    const told = await trusting(letter(), AbortSignal.timeout(20))

    assert.equal(told.taken, false)
  })

  it('connects to no address that is not public, by number or by name', async () => {
    const before = receiver.received.length

    for (const host of ['127.0.0.1', '0x7f.1', 'localhost', 'example.org']) {
      const told = await careful(letter(host), signal)
      assert.equal(!told.taken && told.reason, 'address is not public', host)
    }

    assert.equal(receiver.received.length, before)
  })
})
