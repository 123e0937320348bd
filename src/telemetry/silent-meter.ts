import type { Meter } from './meter.ts'

/** Counts nothing: for a runtime where numbers of one process mean nothing. */
export const silentMeter: Meter = {
  count() {},
  time() {},
  add() {},
  watch() {},
  counting: () => () => {},
  timing: () => () => {},
}
