import { forgivingStore } from '../../core/store/forgiving-store.ts'
import type { AnswerStore } from '../../core/store/store.ts'
import { errorFields } from '../../telemetry/lines/error-fields.ts'
import { createHitRate } from '../../telemetry/measured/hit-rate.ts'
import { measuredStore } from '../../telemetry/measured/measured-store.ts'
import type { Telemetry } from '../../telemetry/telemetry.ts'
import { tracedCache } from '../../telemetry/traced/traced-cache.ts'

/** Longest wait of a request for the store, in milliseconds. */
const waitMs = 100

/** Puts around a store what requests need: counted, traced, and gone on without if it fails. */
export function composeStore(store: AnswerStore, { log, meter, tracer }: Telemetry): AnswerStore {
  const hitRate = createHitRate()
  meter.watch('cacheHitRate', { cache_level: 'database' }, hitRate.read)
  const { titles, lists, aliases } = measuredStore(store, { meter, hitRate })
  const traced: AnswerStore = {
    titles: tracedCache(titles, 'database', tracer),
    lists: tracedCache(lists, 'database', tracer),
    aliases,
  }
  return forgivingStore(traced, {
    waitMs,
    onFailure: (error) => log.write('storeFailed', errorFields(error)),
  })
}
