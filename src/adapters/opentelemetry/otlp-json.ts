import type { Attributes, AttributeValue, HrTime, SpanStatus, TraceState } from '@opentelemetry/api'
import { quoted } from '../../telemetry/quoted.ts'
import type { SpanKey } from '../../telemetry/spans.ts'
import { longest } from './known.ts'
import type { OpenSpan } from './open-span.ts'
import type { Origin } from './recording.ts'

/** Flags of OTLP: sampled, and that we know whether the parent was another process's; that it was. */
const sampled = 0x101
const remote = 0x200

/** How many values of an attribute are kept spelled: most attributes have few. */
const mostSpelled = 64

/** How long a pair may be that is kept. */
const longestSpelled = 256

const spelled: Record<string, Map<AttributeValue, string>> = Object.create(null)

/** Where a request that tells of spans begins (ExportTraceServiceRequest); spans and `tail` follow. */
export function headOf({ resource, instrumentationScope }: Origin): string {
  const { name, version = '' } = instrumentationScope
  const whose = `{"attributes":[${attributesOf(resource.attributes as Attributes)}]}`
  const scope = `{"name":${textOf(name)},"version":${textOf(version)}}`
  return `{"resourceSpans":[{"resource":${whose},"scopeSpans":[{"scope":${scope},"spans":[`
}

export const tail = ']}]}]}'

/** Spells a span as OTLP has it in JSON. What is left out is the default there. */
export function spanOf(span: OpenSpan<SpanKey>): string {
  const { parentSpanContext: parent, told, events, links, status } = span
  const above = parent ? `","parentSpanId":"${parent.spanId}` : ''
  const flags = parent?.isRemote ? sampled | remote : sampled
  const times = `"startTimeUnixNano":"${nanosOf(span.startedAt)}","endTimeUnixNano":"${nanosOf(span.endedAt)}"`
  let text = `{"traceId":"${span.traceId}","spanId":"${span.spanId}${above}","flags":${flags},"name":${textOf(span.name)},"kind":${span.kind + 1},${times},"attributes":[${told ? attributesOf(told) : ''}]`
  const { traceState } = span.spanContext()
  if (traceState) text += stateOf(traceState)
  if (events.length > 0) text += `,"events":[${events.map(eventOf)}]`
  if (links.length > 0) text += `,"links":[${links.map(linkOf)}]`
  return status.code === 0 ? `${text}}` : `${text},"status":${statusOf(status)}}`
}

function statusOf({ code, message }: SpanStatus): string {
  return message === undefined
    ? `{"code":${code}}`
    : `{"code":${code},"message":${textOf(message)}}`
}

function eventOf({ name, time, attributes = {} }: OpenSpan<SpanKey>['events'][number]): string {
  const at = nanosOfTime(time)
  return `{"name":${textOf(name)},"timeUnixNano":"${at}","attributes":[${attributesOf(attributes)}]}`
}

function linkOf({ context }: OpenSpan<SpanKey>['links'][number]): string {
  const { traceId, spanId, isRemote, traceFlags } = context
  const flags = traceFlags | (isRemote ? 0x100 | remote : 0x100)
  return `{"traceId":"${traceId}","spanId":"${spanId}"${context.traceState ? stateOf(context.traceState) : ''},"flags":${flags}}`
}

function stateOf(state: TraceState): string {
  return `,"traceState":${textOf(state.serialize())}`
}

function attributesOf(attributes: Attributes): string {
  let text = ''
  for (const name in attributes) {
    const value = attributes[name]
    if (value !== undefined) text += text === '' ? pairOf(name, value) : `,${pairOf(name, value)}`
  }
  return text
}

function pairOf(name: string, value: AttributeValue): string {
  spelled[name] ??= new Map()
  const known = spelled[name].get(value)
  if (known !== undefined) return known
  const pair = `{"key":${textOf(name)},"value":{${spelledValue(value)}}}`
  if (spelled[name].size < mostSpelled && pair.length < longestSpelled)
    spelled[name].set(value, pair)
  return pair
}

function spelledValue(value: AttributeValue): string {
  if (typeof value === 'string') return `"stringValue":${textOf(value)}`
  if (typeof value === 'boolean') return `"boolValue":${value}`
  if (Number.isInteger(value)) return `"intValue":"${value}"`
  // As protobuf has them in JSON: what is no number of JSON's is a text.
  return Number.isFinite(value) ? `"doubleValue":${value}` : `"doubleValue":"${value}"`
}

function textOf(text: string): string {
  return quoted(text.length > longest ? text.slice(0, longest) : text)
}

/** Whole milliseconds, and nanoseconds beyond: a number cannot hold them together. */
function nanosOf(ms: number): string {
  const whole = Math.floor(ms)
  return whole + String(1_000_000 + Math.floor((ms - whole) * 1e6)).slice(1)
}

function nanosOfTime([seconds, nanos]: HrTime): string {
  return seconds + String(1_000_000_000 + nanos).slice(1)
}
