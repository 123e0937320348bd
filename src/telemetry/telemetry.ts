import type { Log } from './log.ts'
import type { Meter } from './meter.ts'
import type { Tracer } from './tracer.ts'

/** What everything tells of itself with. */
export interface Telemetry {
  readonly log: Log
  readonly meter: Meter
  readonly tracer: Tracer
}
