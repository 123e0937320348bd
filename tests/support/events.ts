import type { TitleEvent } from '../../src/core/events/title-event.ts'

/** A new episode of a title, of which little is known but what is said here. */
export function eventOf(id: string, said: Partial<TitleEvent> = {}): TitleEvent {
  const titleId = said.titleId ?? 9000
  return {
    id,
    type: 'new_episode',
    titleId,
    data: { event_id: id, title_id: titleId, episode: 1, timestamp: '2026-01-10T12:00:00.000Z' },
    foundAt: 0,
    freshAt: null,
    traceparent: null,
    ...said,
  }
}
