import type { Episode, Title } from '../title.ts'
import type { Finding } from './changes.ts'
import type { EventType, TitleEvent } from './title-event.ts'

/** Makes the events of one title, each with an id that says the same whoever finds it. */
export function describeChange(title: Title, { foundAt, traceparent }: Finding) {
  const freshAt = millisecondsOf(title.fresh_at)
  const about = {
    title: title.names.ru ?? title.names.en ?? title.alias,
    poster: title.poster.large ?? title.poster.small,
    timestamp: new Date(foundAt).toISOString(),
  }

  function event(
    type: EventType,
    what: string | number | null,
    data: Readonly<Record<string, unknown>>,
  ): TitleEvent {
    const id = [type, title.id, what].filter((part) => part !== null).join('-')
    return {
      id,
      type,
      titleId: title.id,
      data: { event_id: id, title_id: title.id, ...data, ...about },
      foundAt,
      freshAt,
      traceparent,
    }
  }

  return {
    newTitle: () => event('new_title', null, {}),
    newEpisode: ({ ordinal, name }: Episode) =>
      event('new_episode', ordinal, { episode: ordinal, episode_name: name }),
    episodeUpdated: ({ ordinal, name }: Episode, quality: string) =>
      event('episode_updated', `${ordinal}-${quality}`, {
        episode: ordinal,
        episode_name: name,
        quality,
      }),
    /** A status may change back and again: what AniLibria dates differently is another change. */
    statusChange: ({ from, to }: { from: string; to: string }) =>
      event('status_change', `${to}-${millisecondsOf(title.updated_at) ?? freshAt ?? 0}`, {
        old_status: from,
        new_status: to,
      }),
  }
}

function millisecondsOf(time: string | null): number | null {
  const ms = time === null ? Number.NaN : Date.parse(time)
  return Number.isNaN(ms) ? null : ms
}
