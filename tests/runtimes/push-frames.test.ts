import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { frameOf, openRaw, type RawWebSocket } from '../support/raw-web-socket.ts'
import { bugsIn } from './bugs-in.ts'
import { type OpenSocket, openSocket, pathOf } from './open-socket.ts'
import { runtimes, unlessMissing } from './runtimes.ts'
import { type Started, start } from './started.ts'
import { until } from './until.ts'

const [text, binary, close] = [0x81, 0x82, 0x88]
const blanks = (bytes: number) => Buffer.alloc(bytes, ' ')
const say = (said: string) => frameOf({ first: text, payload: Buffer.from(said) })

/** What is answered with an error: the connection goes on. */
const mistakes = [
  ['a binary message', frameOf({ first: binary, payload: blanks(3) }), 'BINARY_MESSAGE'],
  ['broken JSON', say('{"type":'), 'INVALID_MESSAGE'],
  ['nothing', say(''), 'INVALID_MESSAGE'],
  ['an unknown type', say('{"type":"subscribe_all"}'), 'UNKNOWN_TYPE'],
  [
    'a title that is no number',
    say('{"type":"subscribe_title","data":{"title_id":"abc"}}'),
    'INVALID_MESSAGE',
  ],
] as const

/** What the connection is closed at, and with which code. */
const offences = [
  ['a message over 4 KiB', frameOf({ first: text, payload: blanks(4097) }), 1009],
  [
    'such a message in parts',
    Buffer.concat([
      frameOf({ first: 0x01, payload: blanks(4000) }),
      frameOf({ first: 0x80, payload: blanks(4000) }),
    ]),
    1009,
  ],
  ['a message of 100 KB', frameOf({ first: text, payload: blanks(100_000) }), 1009],
  [
    'twenty-one messages in a second',
    Buffer.concat(Array.from({ length: 21 }, () => say('{"type":"ping"}'))),
    1008,
  ],
] as const

/** What no client sends. Deno ends such a connection without a code. */
const violations = [
  ['text that is not UTF-8', frameOf({ first: text, payload: Buffer.of(0xff, 0xfe) }), 1007],
  ['reserved bits', frameOf({ first: 0xf1, payload: blanks(2) }), 1002],
  ['an unknown kind of frame', frameOf({ first: 0x83 }), 1002],
  ['the continuation of nothing', frameOf({ first: 0x80, payload: blanks(2) }), 1002],
  ['half a ping', frameOf({ first: 0x09 }), 1002],
  ['a ping that is too long', frameOf({ first: 0x89, payload: blanks(126) }), 1002],
  [
    'a length beyond all numbers',
    Buffer.of(text, 0xff, 127, ...Array(7).fill(255), 0, 0, 0, 0),
    1009,
  ],
  ['a code that nobody may send', frameOf({ first: close, payload: Buffer.of(3, 0xed) }), 1002],
  ['something else altogether', Buffer.from('GET / HTTP/1.1\r\n\r\n'), 1002],
] as const

for (const runtime of runtimes.filter(({ livesLong }) => livesLong)) {
  describe(`on ${runtime.name} a WebSocket`, unlessMissing(runtime), () => {
    let service: Started
    let bystander: OpenSocket
    before(async () => {
      service = await start(runtime, { INTERNAL_JWT_SECRET: 'secret' })
      bystander = await openSocket(service.url)
    })
    after(() => service?.end())

    async function send(bytes: Uint8Array): Promise<RawWebSocket> {
      const raw = await openRaw(service.url + pathOf('ws'))
      raw.send(bytes)
      return raw
    }

    const messagesIn = (raw: RawWebSocket) =>
      raw
        .frames()
        .flatMap(({ opcode, payload }) => (opcode === 1 ? [JSON.parse(`${payload}`)] : []))

    for (const [what, bytes, code] of mistakes) {
      it(`answers ${what} with ${code}, and goes on`, async () => {
        const raw = await send(bytes)

        raw.send(say('{"type":"ping"}'))
        await until(() => messagesIn(raw).length === 2)

        assert.equal(messagesIn(raw)[0].data.code, code)
        assert.equal(messagesIn(raw)[1].type, 'pong')
        raw.socket.destroy()
      })
    }

    for (const [what, bytes, code] of offences) {
      it(`is closed with ${code} at ${what}`, async () => {
        assert.equal(await (await send(bytes)).closed, code)
      })
    }

    for (const [what, bytes, code] of violations) {
      it(`is closed at ${what}`, async () => {
        const closed = await (await send(bytes)).closed

        if (runtime.name !== 'deno') assert.equal(closed, code)
      })
    }

    it('that is cut in the middle of a message is forgotten', async () => {
      const raw = await send(Buffer.of(text, 0xfe, 16))

      raw.socket.destroy()

      await until(async () => {
        const metrics = await (await service.ask('/metrics')).text()
        return metrics.includes('\nanilibria_websocket_connections_active 1\n')
      })
    })

    it('of somebody else does not notice, nor does the process', async () => {
      bystander.say('ping')
      await until(() => bystander.heard('pong').length === 1)

      assert.deepEqual(bugsIn(service.program.output()), [])
    })
  })
}
