import { type Gathered, putAscii } from '../../../telemetry/bytes/gathered.ts'
import type { SpanKey } from '../../../telemetry/spans.ts'
import type { OpenSpan } from '../open-span.ts'
import { textOf } from './put-attributes.ts'
import { putItem } from './put-item.ts'

/** Flags of OTLP: sampled, and that we know whether the parent was another process's. */
const sampled = 0x101
/** That it, or the span of a link, was another process's. */
export const remote = 0x200

/** How many names have frames that are kept: those of routes and commands are few. */
const mostNames = 256

/** What a span begins with, after a comma and up to its attributes, with places for what differs. */
interface Frame {
  readonly bytes: Uint8Array
  readonly traceAt: number
  readonly spanAt: number
  readonly parentAt: number
  readonly startAt: number
  readonly endAt: number
}

/** Of each name, by its kind and its parent. */
const frames = new Map<string, Frame[]>()

const encoder = new TextEncoder()
const ids = { trace: '0'.repeat(32), span: '0'.repeat(16), nanos: '0'.repeat(19) }

/** Adds what a span begins with, to a list: the first one opens it. */
export function putFrame(span: OpenSpan<SpanKey>, into: Gathered, isFirst: boolean): void {
  const { parentSpanContext: parent } = span
  const { bytes, traceAt, spanAt, parentAt, startAt, endAt } = frameOf(span)
  const at = putItem(bytes, into, isFirst)
  const { piece } = into
  piece.set(traceBytes(span.traceId), at + traceAt)
  putAscii(piece, at + spanAt, span.spanId)
  if (parent) putAscii(piece, at + parentAt, parent.spanId)
  putNanos(piece, at + startAt, span.startedAt)
  putNanos(piece, at + endAt, span.endedAt)
}

/** Of the trace that was told last: spans of one end one after the other. */
let lastTrace = ''
const lastBytes = new Uint8Array(ids.trace.length)

function traceBytes(traceId: string): Uint8Array {
  if (traceId !== lastTrace) {
    putAscii(lastBytes, 0, traceId)
    lastTrace = traceId
  }
  return lastBytes
}

function frameOf({ name, kind, parentSpanContext: parent }: OpenSpan<SpanKey>): Frame {
  let ofName = frames.get(name)
  if (ofName === undefined) {
    ofName = []
    if (frames.size < mostNames) frames.set(name, ofName)
  }
  const parentage = parent === undefined ? 0 : parent.isRemote ? 2 : 1
  const index = kind * 3 + parentage
  ofName[index] ??= makeFrame(name, kind, parentage)
  return ofName[index]
}

function makeFrame(name: string, kind: number, parentage: number): Frame {
  const toTrace = ',{"traceId":"'
  const toSpan = `${toTrace}${ids.trace}","spanId":"`
  const toParent = `${toSpan}${ids.span}","parentSpanId":"`
  const above = parentage === 0 ? toSpan : toParent
  const flags = parentage === 2 ? sampled | remote : sampled
  const toStart = `${above}${ids.span}","flags":${flags},"name":${textOf(name)},"kind":${kind + 1},"startTimeUnixNano":"`
  const toEnd = `${toStart}${ids.nanos}","endTimeUnixNano":"`
  const lengthOf = (text: string) => encoder.encode(text).length
  return {
    bytes: encoder.encode(`${toEnd}${ids.nanos}","attributes":`),
    traceAt: toTrace.length,
    spanAt: toSpan.length,
    parentAt: toParent.length,
    startAt: lengthOf(toStart),
    endAt: lengthOf(toEnd),
  }
}

/** Whole milliseconds, and nanoseconds beyond: a number cannot hold them together. */
function putNanos(into: Uint8Array, at: number, ms: number): void {
  const whole = Math.floor(ms)
  const millions = Math.floor(whole / 1e6)
  putDigits(into, at, millions, 7)
  putDigits(into, at + 7, whole - millions * 1e6, 6)
  putDigits(into, at + 13, Math.floor((ms - whole) * 1e6), 6)
}

function putDigits(into: Uint8Array, at: number, value: number, digits: number): void {
  let rest = value | 0
  for (let index = at + digits - 1; index >= at; index -= 1) {
    const tenth = (rest / 10) | 0
    into[index] = 48 + rest - tenth * 10
    rest = tenth
  }
}
