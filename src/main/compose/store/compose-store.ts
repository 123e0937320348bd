import { recordingTitles } from '../../../core/events/recording-titles.ts'
import type { TitleEvent } from '../../../core/events/title-event.ts'
import { createReadWatched, createWatchState } from '../../../core/events/watch-state.ts'
import { forgivingStore } from '../../../core/store/forgiving-store.ts'
import type { Guard } from '../../../core/store/guard.ts'
import type { AnswerStore, Store } from '../../../core/store/store.ts'
import { createHitRate, type HitRate } from '../../../telemetry/measured/hit-rate.ts'
import { measuredCache } from '../../../telemetry/measured/measured-cache.ts'
import { measuredStore } from '../../../telemetry/measured/measured-store.ts'
import { measuredWrites } from '../../../telemetry/measured/measured-writes.ts'
import type { Scope } from '../../../telemetry/scope.ts'
import type { Telemetry } from '../../../telemetry/telemetry.ts'
import { traceparentOf } from '../../../telemetry/trace-ids.ts'
import { tracedCache } from '../../../telemetry/traced/traced-cache.ts'

export interface StoreParts {
  readonly store: Store
  /** Around what is done on a request's way. */
  readonly guard: Guard
  readonly scope: Scope
  /** Is told of what was appended to the event log. */
  readonly onEvents: (events: readonly TitleEvent[]) => void
}

export interface ComposedStore {
  /** On a request's way: gone on without, if it fails. */
  readonly answers: AnswerStore
  /** For jobs, which fail if it does. */
  readonly store: Store
  readonly hitRate: HitRate
}

/** Puts around a store what all need: counted, traced, and news are recorded before they are kept. */
export function composeStore(parts: StoreParts, telemetry: Telemetry): ComposedStore {
  const { meter, tracer } = telemetry
  const store = recordingStore(parts, telemetry)
  const hitRate = createHitRate()
  meter.watch('cacheHitRate', { cache_level: 'database' }, hitRate.read)
  const level = { level: 'database', meter, hitRate } as const
  const answers: AnswerStore = {
    titles: tracedCache(measuredCache(store.titles, level), 'database', tracer),
    lists: tracedCache(measuredCache(store.lists, level), 'database', tracer),
    aliases: store.aliases,
  }
  return { answers: forgivingStore(answers, parts.guard), store, hitRate }
}

function recordingStore(parts: StoreParts, { log, meter }: Telemetry): Store {
  const { scope, onEvents } = parts
  const measured = measuredStore(parts.store, { meter })
  const tell = measuredWrites({ log, meter })
  const titles = recordingTitles(measured.titles, {
    events: measured.events,
    watched: createReadWatched(createWatchState(measured.syncStatus)),
    traceparent() {
      const here = scope.current()
      return here ? traceparentOf(here.trace) : null
    },
    onWritten(written) {
      tell(written)
      if (written.events.length > 0) onEvents(written.events)
    },
    now: Date.now,
  })
  return { ...measured, titles }
}
