import type { Levels } from '../../core/reading/levels.ts'
import type { Tracer } from '../tracer.ts'

/** Puts a span around the keeping of what was learned. */
export function tracedLevels(levels: Levels, tracer: Tracer): Levels {
  return {
    ...levels,
    write: (key, answer) => tracer.span('cacheStore', {}, () => levels.write(key, answer)),
  }
}
