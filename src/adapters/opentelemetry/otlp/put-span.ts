import type { Attributes, HrTime, SpanStatus, TraceState } from '@opentelemetry/api'
import type { Gathered } from '../../../telemetry/bytes/gathered.ts'
import type { SpanKey } from '../../../telemetry/spans.ts'
import type { OpenSpan } from '../open-span.ts'
import type { Origin } from '../recording.ts'
import { putAttributes, textOf } from './put-attributes.ts'
import { putFrame, remote } from './put-frame.ts'

/** Of the flags of a link: that we know whether its span is another process's. */
const known = 0x100

/** Adds what a request begins with that tells of spans (ExportTraceServiceRequest); spans follow. */
export function putHead({ resource, instrumentationScope }: Origin, into: Gathered): void {
  const { name, version = '' } = instrumentationScope
  into.text('{"resourceSpans":[{"resource":{"attributes":')
  putAttributes(resource.attributes as Attributes, into)
  const scope = `{"name":${textOf(name)},"version":${textOf(version)}}`
  into.text(`},"scopeSpans":[{"scope":${scope},"spans":`)
}

/** Adds what it ends with. */
export function putTail(into: Gathered): void {
  into.ascii(']}]}]}')
}

/** Adds a span as OTLP has it in JSON, to the list of them. What is left out is the default there. */
export function putSpan(span: OpenSpan<SpanKey>, into: Gathered, isFirst: boolean): void {
  const { told = {}, events, links, status, traceState } = span
  putFrame(span, into, isFirst)
  putAttributes(told, into)
  if (traceState) into.text(stateOf(traceState))
  if (events.length > 0) putEvents(events, into)
  if (links.length > 0) into.text(`,"links":[${links.map(linkOf)}]`)
  if (status.code !== 0) into.text(`,"status":${statusOf(status)}`)
  into.byte(brace)
}

const brace = 0x7d

function putEvents(events: OpenSpan<SpanKey>['events'], into: Gathered): void {
  into.ascii(',"events":')
  let before = '['
  for (const { name, time, attributes = {} } of events) {
    const at = nanosOf(time)
    into.text(`${before}{"name":${textOf(name)},"timeUnixNano":"${at}","attributes":`)
    putAttributes(attributes, into)
    before = '},'
  }
  into.ascii('}]')
}

function statusOf({ code, message }: SpanStatus): string {
  return message === undefined
    ? `{"code":${code}}`
    : `{"code":${code},"message":${textOf(message)}}`
}

function linkOf({ context }: OpenSpan<SpanKey>['links'][number]): string {
  const { traceId, spanId, isRemote, traceFlags } = context
  const flags = traceFlags | (isRemote ? known | remote : known)
  return `{"traceId":"${traceId}","spanId":"${spanId}"${context.traceState ? stateOf(context.traceState) : ''},"flags":${flags}}`
}

function stateOf(state: TraceState): string {
  return `,"traceState":${textOf(state.serialize())}`
}

function nanosOf([seconds, nanos]: HrTime): string {
  return seconds + String(1_000_000_000 + nanos).slice(1)
}
