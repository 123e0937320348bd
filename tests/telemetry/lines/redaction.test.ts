import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { redact } from '../../../src/telemetry/lines/redaction.ts'
import { plantedHeaders, plantedMessages, secretsIn } from '../../support/planted-secrets.ts'

describe('redact()', () => {
  for (const message of [...plantedMessages, plantedHeaders['User-Agent']]) {
    it(`leaves no secret in: ${message.slice(0, 40)}`, () => {
      assert.notDeepEqual(secretsIn(message), [], 'the test itself is wrong')

      assert.deepEqual(secretsIn(redact(message)), [])
    })
  }

  for (const [text, told] of [
    ['redis://u:p@host:6379/0 refused', 'redis://[redacted]@host:6379/0 refused'],
    ['redis://:p@ss@host:6379', 'redis://[redacted]@host:6379'],
    ['at https://host/a?b=c&d', 'at https://host/a?[redacted]'],
    ['GET /a?b=c failed', 'GET /a?[redacted] failed'],
    ['Authorization: Bearer abc', 'Authorization: [redacted]'],
    ['got Bearer abc.def, sorry', 'got Bearer [redacted], sorry'],
    ['token=abc; next', 'token=[redacted]; next'],
    ['{"password":"a b","id":1}', '{"password":[redacted],"id":1}'],
  ] as const) {
    it(`makes of ${text}: ${told}`, () => {
      assert.equal(redact(text), told)
    })
  }

  for (const text of [
    'Cannot find title 9000',
    'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
    '    at file:///srv/app/node_modules/@hono/zod-openapi/dist/index.js:12:5',
    '    at node:internal/modules/run_main:12:5',
    'connect ECONNREFUSED 127.0.0.1:6379',
    `Unexpected token '<', "<!doctype "... is not valid JSON`,
    'https://aniliberty.top/api/v1/anime/releases/latest',
    'is this a question? Yes',
    'the-secret-garden',
  ]) {
    it(`leaves alone: ${text}`, () => {
      assert.equal(redact(text), text)
    })
  }

  it('takes no time for texts made to take it', () => {
    const nasty = ['a://', 'eyJ-', 'bearer ', 'token', '?a', 'a.-', '://a:', 'cookie"', "'"]

    const start = performance.now()
    for (const piece of nasty) redact(`?${piece.repeat(16_384 / piece.length)}`)

    assert.ok(performance.now() - start < 250)
  })
})
