import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { lineOf } from '../../../src/telemetry/lines/line.ts'

const trace = { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16), sampled: true }
const circumstances = { requestId: 'r-1', trace, tracestate: undefined, baggage: undefined }

describe('lineOf()', () => {
  it('adds the ids of what the line is written for', () => {
    assert.deepEqual(lineOf({ state: 'open' }, circumstances), {
      state: 'open',
      request_id: 'r-1',
      trace_id: trace.traceId,
      span_id: trace.spanId,
    })
  })

  it('adds no ids where nothing is behind it', () => {
    assert.deepEqual(lineOf({ state: 'open', items: 3 }, undefined), { state: 'open', items: 3 })
  })

  for (const [field, most] of [
    ['user_agent', 256],
    ['title_id', 256],
    ['path', 2048],
    ['error', 2048],
    ['stack', 8192],
  ] as const) {
    it(`cuts ${field} to ${most} characters`, () => {
      const { [field]: told } = lineOf({ [field]: 'x'.repeat(100_000) }, undefined)

      assert.equal(told, `${'x'.repeat(most - 1)}…`)
    })
  }

  it('leaves no half of a secret that the cut goes through', () => {
    const { user_agent } = lineOf({ user_agent: `${'x'.repeat(240)} Bearer abc.def` }, undefined)

    assert.doesNotMatch(String(user_agent), /abc/)
  })

  for (const [name, harmful] of [
    ['an escape sequence', '\u001b'],
    ['a C1 control', '\u009b'],
    ['a carriage return', '\r'],
    ['a null', '\0'],
    ['a line separator', '\u2028'],
    ['a right-to-left override', '\u202e'],
    ['an isolate', '\u2066'],
    ['half a character', '\ud83d'],
  ] as const) {
    it(`replaces ${name}`, () => {
      assert.deepEqual(lineOf({ user_agent: `a${harmful}b` }, undefined), {
        user_agent: 'a\ufffdb',
      })
    })
  }

  it('leaves all scripts and pictures as they are', () => {
    const text = 'Провожающая в последний путь Фрирен 葬送のフリーレン 👩‍🚀 é'

    assert.deepEqual(lineOf({ error: text }, undefined), { error: text })
  })

  it('leaves the lines of a stack apart', () => {
    const stack = 'TypeError: boom\n    at one (file:///srv/app.ts:1:2)\n\tat two'

    assert.deepEqual(lineOf({ stack }, undefined), { stack })
  })
})
