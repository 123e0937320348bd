import type { KeysOf, Labels } from './metrics.ts'
import type { TraceIds } from './trace-ids.ts'

export type Counting = (by: number) => void
/** `at`: when that was over, in milliseconds since 1970. Default: now. */
export type Timing = (seconds: number, trace: TraceIds | undefined, at?: number) => void

/** Counts and times things by their key in the metric table. Never throws: telemetry must not break work. */
export interface Meter {
  /**
   * Adds to a counter.
   *
   * @param by Default 1; 0 lets a series begin, so that its first step can be seen.
   */
  count<K extends KeysOf<'counter'>>(metric: K, labels: Labels<K>, by?: number): void

  /**
   * Records a duration in a histogram.
   *
   * @param trace What it was a part of: an exemplar, if that is sampled.
   */
  time<K extends KeysOf<'histogram'>>(
    metric: K,
    labels: Labels<K>,
    seconds: number,
    trace?: TraceIds,
  ): void

  /** `count` or `add` of one series, for what moves with every request: found once, it begins now. */
  counting<K extends KeysOf<'counter' | 'gauge'>>(metric: K, labels: Labels<K>): Counting

  /** `time` of one series, in the same way. */
  timing<K extends KeysOf<'histogram'>>(metric: K, labels: Labels<K>): Timing

  /** Raises or lowers a gauge. */
  add<K extends KeysOf<'gauge'>>(metric: K, labels: Labels<K>, by: number): void

  /** Lets a gauge be read when someone looks; `null`: absent now. */
  watch<K extends KeysOf<'gauge'>>(metric: K, labels: Labels<K>, read: () => number | null): void
}
