import { failureCode } from '../core/failure.ts'
import { errorFields } from '../telemetry/lines/error-fields.ts'
import { countError } from '../telemetry/measured/count-error.ts'
import type { Telemetry } from '../telemetry/telemetry.ts'

/** Work that outlives the answer that began it. */
export interface Background {
  /** Waits for this work when the service stops, and tells of its failure if it is a bug. */
  hold(work: Promise<unknown>): void
  /** Resolves when no work is left. */
  idle(): Promise<void>
}

export function createBackground({ log, meter }: Pick<Telemetry, 'log' | 'meter'>): Background {
  const held = new Set<Promise<void>>()
  const tell = (error: unknown): void => {
    if (failureCode(error) !== 'internal') return
    countError(meter, 'background', error)
    log.write('backgroundFailed', errorFields(error))
  }
  return {
    hold(work) {
      const ended: Promise<void> = work
        .then(() => {}, tell)
        .finally(() => {
          held.delete(ended)
        })
      held.add(ended)
    },
    async idle() {
      while (held.size > 0) await Promise.all(held)
    },
  }
}
