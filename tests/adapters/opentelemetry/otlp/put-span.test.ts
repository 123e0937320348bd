import assert from 'node:assert/strict'
import { Buffer } from 'node:buffer'
import { after, before, describe, it, mock } from 'node:test'
import { type SpanContext, TraceFlags } from '@opentelemetry/api'
import { TraceState } from '@opentelemetry/core'
import { JsonTraceSerializer } from '@opentelemetry/otlp-transformer'
import { resourceFromAttributes } from '@opentelemetry/resources'
import { describeThrown } from '../../../../src/adapters/opentelemetry/describe-thrown.ts'
import { type Beginning, OpenSpan } from '../../../../src/adapters/opentelemetry/open-span.ts'
import { putHead, putSpan, putTail } from '../../../../src/adapters/opentelemetry/otlp/put-span.ts'
import { Gathered } from '../../../../src/telemetry/bytes/gathered.ts'
import { type Attributes, type SpanKey, spans } from '../../../../src/telemetry/spans.ts'

const recording = {
  samples: () => true,
  resource: resourceFromAttributes({
    'service.name': 'gate"way',
    'process.pid': 7,
    'host.name': 'у нас',
  }),
  instrumentationScope: { name: 'gateway', version: '1.2.3' },
  queue: { ended() {}, async flush() {}, async shutdown() {} },
}

const ids = { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331' }
const context: SpanContext = { ...ids, traceFlags: TraceFlags.SAMPLED }

type Told = Readonly<Record<string, string | number | boolean | undefined>>

function spanOf(
  told: Told | undefined,
  { at = 1_789_000_000_123.2817, ...beginning }: Partial<Beginning<SpanKey>> = {},
): OpenSpan<SpanKey> {
  return new OpenSpan(recording, at, {
    key: 'getTitle',
    ...ids,
    at: 0,
    traceState: undefined,
    parent: undefined,
    links: [],
    ...beginning,
    attributes: told as Attributes<'getTitle'> | undefined,
  })
}

type Json = { readonly [name: string]: Json } | readonly Json[] | string | number | boolean

/** Without what may be left out: lists of nothing, nothing dropped, no status. Numbers as texts are numbers. */
function plainly(json: Json): Json {
  if (Array.isArray(json)) return json.map(plainly)
  if (typeof json !== 'object') return json
  const told = Object.entries(json).filter(([name, value]) => !mayBeLeftOut(name, value))
  return Object.fromEntries(
    told.map(([name, value]) => {
      if (name === 'intValue') return [name, Number(value)]
      return [name, name.endsWith('UnixNano') ? String(BigInt(value as string)) : plainly(value)]
    }),
  )
}

function mayBeLeftOut(name: string, value: Json): boolean {
  if (name === 'status') return ((value as { code?: number }).code ?? 0) === 0
  return /^dropped\w+Count$/.test(name) ? value === 0 : Array.isArray(value) && value.length === 0
}

const parse = (bytes: Uint8Array = assert.fail()): Json => JSON.parse(Buffer.from(bytes).toString())

/** Spans as they are sent. */
function sentOf(spans: readonly OpenSpan<SpanKey>[]): string {
  const into = new Gathered()
  putHead(recording, into)
  for (const [index, span] of spans.entries()) putSpan(span, into, index === 0)
  putTail(into)
  return Buffer.from(into.take()).toString()
}

/** Both spellings say the same of spans. */
function saysTheSame(...spans: readonly OpenSpan<SpanKey>[]): void {
  for (const span of spans) span.end()
  const ours = plainly(JSON.parse(sentOf(spans)))
  assert.deepEqual(ours, plainly(parse(JsonTraceSerializer.serializeRequest([...spans]))))
}

const texts: Readonly<Record<string, string>> = {
  nothing: '',
  'all of printable ASCII': Array.from({ length: 95 }, (_, at) =>
    String.fromCharCode(32 + at),
  ).join(''),
  quotes: 'say "so"',
  backslashes: 'C:\\titles\\"',
  newlines: 'one\r\ntwo\u2028three',
  'control characters': '\u0000\u0007\b\t\u001b\u007f\u0080\u009f',
  'other scripts and pictures': 'Фрирен 葬送のフリーレン 🧝‍♀️',
  'half a character': 'a\ud83d b\ude00',
  '4096 characters': 'x'.repeat(4096),
  'more than 4096 characters': 'x'.repeat(4097),
  'more than 4096 quotes': '"'.repeat(5000),
  'half a character where it is cut': `${'x'.repeat(4095)}😀`,
}

// Such small parts as times of day have.
before(() => mock.method(performance, 'now', () => 0.25))
after(() => mock.restoreAll())

describe('the JSON of spans says what OpenTelemetry’s own says', () => {
  for (const key of Object.keys(spans) as SpanKey[]) {
    it(`of each kind: ${key}`, () => saysTheSame(spanOf({ a: 1 }, { key })))
  }

  it('of a span without attributes', () => saysTheSame(spanOf(undefined), spanOf({})))

  it('of attributes of each type', () => {
    const numbers = { zero: 0, less: -7, minusZero: -0, double: 0.1, tiny: 5e-324 }
    const whole = { safe: Number.MAX_SAFE_INTEGER, least: Number.MIN_SAFE_INTEGER, bigger: 2 ** 60 }
    const others = { yes: true, no: false, text: 'text', empty: '' }

    saysTheSame(spanOf({ ...numbers, ...whole, ...others }))
  })

  it('of attributes that are not known', () => {
    const span = spanOf({ first: undefined, a: 1, middle: undefined, b: 'two', last: undefined })
    const forgotten = spanOf({ title_id: 1 })
    forgotten.set({ title_id: undefined })

    saysTheSame(span, forgotten, spanOf({ only: undefined }))
    assert.doesNotMatch(sentOf([span]), /first|middle|last|undefined/)
  })

  for (const [what, text] of Object.entries(texts)) {
    it(`of texts of ${what}`, () => {
      const span = spanOf({ a: text, b: text })
      span.event('retried', { [text.slice(0, 10)]: text } as object)

      saysTheSame(span, spanOf({ [text.slice(0, 10)]: 1 }, { name: text.slice(0, 4096) }))
    })
  }

  it('of names of attributes that mean something to objects', () => {
    const names = ['constructor', 'valueOf', 'toString', 'a"b', 'длина']
    const told = Object.fromEntries(names.map((name) => [name, 1]))

    for (const _ of ['first', 'again']) saysTheSame(spanOf(told))
  })

  it('of events, in their order', () => {
    const span = spanOf({ a: 1 })
    span.event('retried', { 'http.request.resend_count': 1 })
    span.event('retried', { 'http.request.resend_count': undefined })
    span.event('retried', {})

    saysTheSame(span)
  })

  it('of failures and what was thrown', () => {
    const thrown = [
      new TypeError('Cannot "read"\nit'),
      new Error(''),
      Object.assign(new Error('no stack'), { stack: undefined }),
      Object.assign(new RangeError('deep'), { stack: 'at a\n'.repeat(5000) }),
      'a text',
      undefined,
    ]
    const spans = thrown.map((error) => {
      const span = spanOf({ a: 1 })
      span.fail(describeThrown(error))
      return span
    })
    const answered = spanOf({ a: 1 })
    answered.fail({ type: '503', exception: null, isFailure: true })
    const left = spanOf({ a: 1 })
    left.fail({ type: 'cancelled', exception: null, isFailure: false })

    saysTheSame(...spans, answered, left)
  })

  it('of parents, here and elsewhere, and of trace states', () => {
    const traceState = new TraceState('a=1,b="2"')
    const parents = [
      context,
      { ...context, isRemote: true },
      { ...context, isRemote: true, traceFlags: TraceFlags.NONE },
    ]
    const spans = parents.map((parent) => spanOf({ a: 1 }, { parent }))
    const stated = spanOf({ a: 1 }, { traceState })

    saysTheSame(...spans, stated)
  })

  it('of links', () => {
    const traceState = new TraceState('a=1')
    const linked = [
      context,
      { ...context, isRemote: true },
      { ...context, traceFlags: 0x03 },
      { ...context, traceFlags: TraceFlags.NONE, isRemote: true, traceState },
    ]

    saysTheSame(
      ...linked.map((context) => spanOf({ a: 1 }, { links: [{ context }] })),
      spanOf({ a: 1 }, { links: linked.map((context) => ({ context })) }),
    )
  })

  it('of the times of spans and events', () => {
    const starts = [0, 999.999_999, 1000, 1_789_000_000_000, 1_789_000_000_999.9998, 2 ** 52 / 1e3]
    const spans = starts.map((at) => {
      const span = spanOf({ a: 1 }, { at })
      span.event('retried', {})
      return span
    })

    saysTheSame(...spans)
  })

  it('of many spans at once', () => {
    saysTheSame(...Array.from({ length: 2000 }, (_, at) => spanOf({ at, text: `${at} "я"` })))
  })
})

describe('the JSON of spans', () => {
  it('cuts what a failure says', () => {
    const span = spanOf({})
    span.fail({
      type: 'Error',
      exception: { name: 'Error', message: 'x'.repeat(10_000) },
      isFailure: true,
    })
    span.end()

    const json = sentOf([span])

    assert.equal(Math.max(...[...json.matchAll(/x+/g)].map(([text]) => text.length)), 4096)
  })

  it('spells numbers that are none as protobuf does, so that a collector takes the others', () => {
    const odd = { a: Number.NaN, b: Number.POSITIVE_INFINITY, c: Number.NEGATIVE_INFINITY }
    const span = spanOf(odd)
    span.end()

    const values = JSON.stringify(JSON.parse(sentOf([span]))).match(/"doubleValue":[^}]+/g)
    const [key, ...spelled] = ['doubleValue', 'NaN', 'Infinity', '-Infinity']
    assert.deepEqual(
      values,
      spelled.map((text) => `"${key}":"${text}"`),
    )
  })
})
