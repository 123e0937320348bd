import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { fieldsJson, type Value } from '../../../src/telemetry/lines/line.ts'

const trace = { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16), sampled: true }
const circumstances = { requestId: 'r-1', trace, tracestate: undefined, baggage: undefined }

type Fields = Parameters<typeof fieldsJson>[0]

/** What a line tells of its fields, as its reader finds it. */
function told(fields: Fields, about?: Parameters<typeof fieldsJson>[1]): Record<string, unknown> {
  const json = fieldsJson(fields, about)
  assert.ok(json === '' || json.startsWith(','), json)
  return JSON.parse(`{${json.slice(1)}}`)
}

describe('fieldsJson()', () => {
  it('adds the ids of what the line is written for', () => {
    assert.deepEqual(told({ state: 'open' }, circumstances), {
      state: 'open',
      request_id: 'r-1',
      trace_id: trace.traceId,
      span_id: trace.spanId,
    })
  })

  it('adds no request where none is behind it, only its trace', () => {
    assert.deepEqual(told({}, { ...circumstances, requestId: undefined }), {
      trace_id: trace.traceId,
      span_id: trace.spanId,
    })
  })

  it('adds no ids where nothing is behind it', () => {
    assert.deepEqual(told({ state: 'open', items: 3 }), { state: 'open', items: 3 })
    assert.deepEqual(told({}), {})
  })

  it('keeps the order of the fields', () => {
    assert.equal(fieldsJson({ b: 1, a: 'x', c: true }, undefined), ',"b":1,"a":"x","c":true')
  })

  const others: Readonly<Record<string, readonly [Value, unknown]>> = {
    'a number': [0.25, 0.25],
    zero: [0, 0],
    'a number below zero': [-1e-7, -1e-7],
    true: [true, true],
    false: [false, false],
    null: [null, null],
    'a number that is none as null': [Number.NaN, null],
    'a number without an end as null': [Number.POSITIVE_INFINITY, null],
    'no text': ['', ''],
  }
  for (const [what, [value, expected]] of Object.entries(others)) {
    it(`tells ${what}`, () => {
      assert.deepEqual(told({ state: value }), { state: expected })
    })
  }

  it('leaves out what is not known, wherever that stands', () => {
    const fields = { first: undefined, a: 1, middle: undefined, b: 'two', last: undefined }

    assert.deepEqual(Object.keys(told(fields, circumstances)).slice(0, 2), ['a', 'b'])
    assert.deepEqual(told({ only: undefined }), {})
  })

  for (const [what, text] of [
    ['quotes', 'say "so"'],
    ['backslashes', 'C:\\titles\\'],
    ['a backslash before a quote', '\\"'],
    ['newlines and tabs', 'one\n\ttwo\n'],
    [
      'all of printable ASCII',
      String.fromCharCode(...Array.from({ length: 95 }, (_, at) => 32 + at)),
    ],
    ['what looks like other fields', '","level":"fatal'],
    ['other scripts and pictures', 'Провожающая в последний путь Фрирен 葬送のフリーレン 👩‍🚀 é'],
  ] as const) {
    it(`leaves ${what} as they are`, () => {
      for (const field of ['error', 'user_agent', 'stack']) {
        assert.deepEqual(told({ [field]: text }), { [field]: text })
      }
    })
  }

  it('escapes an address: on workerd a header tells it, which anyone may send', () => {
    const forged = '::1"},{"msg":"forged'

    assert.deepEqual(told({ ip: forged }), { ip: forged })
  })

  it('takes as they are what is ours or was read as an address', () => {
    const fields = { method: 'GET', endpoint: '/titles/:id', ip: '2001:db8::1' }

    assert.deepEqual(told(fields), fields)
    assert.deepEqual(told({ endpoint: `/${'x'.repeat(300)}` }), { endpoint: `/${'x'.repeat(300)}` })
  })

  for (const [field, most] of [
    ['user_agent', 256],
    ['title_id', 256],
    ['path', 2048],
    ['error', 2048],
    ['stack', 8192],
  ] as const) {
    it(`cuts ${field} to ${most} characters`, () => {
      const whole = 'x'.repeat(most)

      assert.deepEqual(told({ [field]: whole }), { [field]: whole })
      for (const length of [most + 1, 100_000]) {
        const short = `${'x'.repeat(most - 1)}…`
        assert.deepEqual(told({ [field]: 'x'.repeat(length) }), { [field]: short })
      }
    })
  }

  it('leaves no half of a secret that the cut goes through', () => {
    const { user_agent } = told({ user_agent: `${'x'.repeat(240)} Bearer abc.def` })

    assert.doesNotMatch(String(user_agent), /abc/)
  })

  it('leaves no secret in what needs no escaping', () => {
    assert.deepEqual(told({ error: 'token=abc' }), { error: 'token=[redacted]' })
  })

  for (const [name, harmful] of [
    ['an escape sequence', '\u001b'],
    ['a C1 control', '\u009b'],
    ['a delete', '\u007f'],
    ['a carriage return', '\r'],
    ['a null', '\0'],
    ['a line separator', '\u2028'],
    ['a right-to-left override', '\u202e'],
    ['an isolate', '\u2066'],
    ['the first half of a character', '\ud83d'],
    ['the second half of a character', '\ude00'],
  ] as const) {
    it(`replaces ${name}`, () => {
      assert.deepEqual(told({ user_agent: `a${harmful}b` }), { user_agent: 'a\ufffdb' })
    })
  }

  it('replaces half a character that the cut leaves', () => {
    const { user_agent } = told({ user_agent: `${'x'.repeat(254)}😀x` })

    assert.equal(user_agent, `${'x'.repeat(254)}\ufffd…`)
  })
})
