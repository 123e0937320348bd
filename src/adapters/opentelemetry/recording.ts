import type { InstrumentationScope } from '@opentelemetry/core'
import type { Resource } from '@opentelemetry/resources'
import type { SpanQueue } from './queues/span-queue.ts'
import type { Sampler } from './sampler.ts'

/** Whose spans they are. */
export interface Origin {
  readonly resource: Resource
  readonly instrumentationScope: InstrumentationScope
}

/** What sampled spans need: who decides about them, who sends them, and where they go. */
export interface Recording extends Origin {
  readonly samples: Sampler
  readonly queue: SpanQueue
}
