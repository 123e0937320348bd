import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ROOT_CONTEXT, type SpanContext, SpanKind, TraceFlags, trace } from '@opentelemetry/api'
import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  ParentBasedSampler,
  type Sampler,
  SamplingDecision,
  TraceIdRatioBasedSampler,
} from '@opentelemetry/sdk-trace-base'
import { createSampler, type SamplerName } from '../../../src/adapters/opentelemetry/sampler.ts'
import { randomSpanId, randomTraceId } from '../../../src/telemetry/random-ids.ts'

const ratios = [0, 1e-9, 0.1, 1 / 3, 0.5, 0.999, 1] as const
const many = 500

/** What OpenTelemetry's own SDK makes of the same settings. */
const ofSdk: Readonly<Record<SamplerName, (ratio: number) => Sampler>> = {
  always_on: () => new AlwaysOnSampler(),
  always_off: () => new AlwaysOffSampler(),
  traceidratio: (ratio) => new TraceIdRatioBasedSampler(ratio),
  parentbased_always_on: () => new ParentBasedSampler({ root: new AlwaysOnSampler() }),
  parentbased_always_off: () => new ParentBasedSampler({ root: new AlwaysOffSampler() }),
  parentbased_traceidratio: (ratio) =>
    new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(ratio) }),
}

function parents(traceId: string): readonly (SpanContext | undefined)[] {
  const parent = { traceId, spanId: randomSpanId(), isRemote: true }
  const flags = [TraceFlags.NONE, TraceFlags.SAMPLED, 0xff, 0xfe]
  return [undefined, ...flags.map((traceFlags) => ({ ...parent, traceFlags }))]
}

/** Ids of which the last is the first one that is not kept any more, or near it. */
function aroundBound(ratio: number): readonly string[] {
  const bound = Math.floor(ratio * 0xffffffff)
  return [bound - 1, bound, bound + 1]
    .filter((word) => word > 0 && word <= 0xffffffff)
    .map((word) => `${'0'.repeat(16)}${word.toString(16).padStart(8, '0')}${'0'.repeat(8)}`)
}

describe('createSampler()', () => {
  for (const [name, create] of Object.entries(ofSdk)) {
    it(`decides as the SDK does by ${name}, whoever began the trace`, () => {
      for (const ratio of ratios) {
        const ours = createSampler(name as SamplerName, ratio)
        const theirs = create(ratio)
        const edges = [
          '0'.repeat(31).concat('1'),
          'f'.repeat(32),
          `${'f'.repeat(8)}${'0'.repeat(24)}`,
          ...aroundBound(ratio),
        ]
        for (const traceId of [...edges, ...Array.from({ length: many }, randomTraceId)]) {
          for (const parent of parents(traceId)) {
            const context = parent ? trace.setSpanContext(ROOT_CONTEXT, parent) : ROOT_CONTEXT
            const { decision } = theirs.shouldSample(context, traceId, '', SpanKind.SERVER, {}, [])
            const expected = decision === SamplingDecision.RECORD_AND_SAMPLED

            assert.equal(ours(traceId, parent), expected, `${traceId} at ${ratio}`)
          }
        }
      }
    })
  }
})
