import type { Episode, Title } from '../title.ts'
import { describeChange } from './describe-change.ts'
import type { TitleEvent } from './title-event.ts'
import type { Watched } from './watched.ts'

/** What differs between a title as it was stored and as AniLibria tells it now. */
export interface Changes {
  readonly events: readonly TitleEvent[]
  readonly episodes: EpisodeChanges
}

/** How many of a title's episodes are new to us, are not what they were, or are as they were. */
export interface EpisodeChanges {
  readonly created: number
  readonly updated: number
  readonly unchanged: number
}

export interface Finding {
  /** In milliseconds since 1970. */
  readonly foundAt: number
  /** In which trace (W3C `traceparent`); `null` in none. */
  readonly traceparent: string | null
  /** `null`: the whole catalogue was never seen, so nothing is news that was not stored. */
  readonly watched: Watched | null
}

const qualities = ['sd', 'hd', 'fhd'] as const

/** Compares. Episodes are told apart by their numbers: a new upload of one has another id. */
export function changesBetween(before: Title | null, after: Title, finding: Finding): Changes {
  const describe = describeChange(after, finding)
  const known = byNumber(before?.episodes.list ?? [])
  const told = [...byNumber(after.episodes.list).values()]
  const created = told.filter(({ ordinal }) => !known.has(ordinal))
  const kept = told.flatMap((episode) => {
    const old = known.get(episode.ordinal)
    return old ? [{ old, episode }] : []
  })
  const updated = kept.filter(({ old, episode }) => JSON.stringify(old) !== JSON.stringify(episode))
  const events = [
    ...(before === null && finding.watched?.listedAt(after.id) === null
      ? [describe.newTitle()]
      : []),
    ...statusChanges(before, after).map(describe.statusChange),
    ...created
      .filter((episode) => before !== null || isNews(episode, after.id, finding))
      .map(describe.newEpisode),
    ...updated.flatMap(({ old, episode }) =>
      qualities
        .filter((quality) => old.hls[quality] === null && episode.hls[quality] !== null)
        .map((quality) => describe.episodeUpdated(episode, quality)),
    ),
  ]
  const unchanged = kept.length - updated.length
  return { events, episodes: { created: created.length, updated: updated.length, unchanged } }
}

/** Of a title that was never stored, only what came since the last look is news. */
function isNews(episode: Episode, titleId: number, { watched }: Finding): boolean {
  if (watched === null || episode.updated_at === null) return false
  const updatedAt = Date.parse(episode.updated_at)
  return updatedAt >= watched.since && updatedAt > (watched.listedAt(titleId) ?? 0)
}

/** In the order of their numbers; of two with the same number the later one counts. */
function byNumber(episodes: readonly Episode[]): ReadonlyMap<number, Episode> {
  return new Map(episodes.map((episode) => [episode.ordinal, episode]))
}

function statusChanges(before: Title | null, after: Title) {
  if (before === null || before.status === null || after.status === null) return []
  return before.status === after.status ? [] : [{ from: before.status, to: after.status }]
}
