import type { Written } from '../../core/events/recording-titles.ts'
import type { Telemetry } from '../telemetry.ts'

/** Counts and logs what a title that was written brought. */
export function measuredWrites({ log, meter }: Pick<Telemetry, 'log' | 'meter'>) {
  return ({ titleId, episodes, events }: Written): void => {
    const { created, updated, unchanged } = episodes
    log.write('savingTitle', { title_id: titleId, episodes_count: created + updated + unchanged })
    meter.count('episodesProcessed', { action: 'created' }, created)
    meter.count('episodesProcessed', { action: 'updated' }, updated)
    meter.count('episodesProcessed', { action: 'unchanged' }, unchanged)
    for (const { type } of events) meter.count('eventsRecorded', { type })
  }
}
