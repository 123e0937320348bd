import type { Far } from '../soon.ts'
import type { Cache, Kept } from '../store/cache.ts'
import type { Episode, Title } from '../title.ts'
import { changesBetween, type EpisodeChanges } from './changes.ts'
import type { EventLog } from './event-log.ts'
import type { TitleEvent } from './title-event.ts'
import type { ReadWatched } from './watched.ts'

export interface RecordingOptions {
  readonly events: EventLog
  readonly watched: ReadWatched
  /** In which trace we are (W3C `traceparent`); `null` in none. */
  readonly traceparent: () => string | null
  /** Is told what was written, and what of it was news to the log. */
  readonly onWritten: (written: Written) => void
  readonly now: () => number
}

export interface Written {
  readonly titleId: number
  readonly episodes: EpisodeChanges
  /** Those that nobody had appended before. */
  readonly events: readonly TitleEvent[]
}

/**
 * The one place that writes titles to the store, whoever fetched them. What happened to a title is
 * appended to the log first, then the title is written: a crash between the two repeats a step
 * and loses none. An answer older than the stored one is not written.
 */
export function recordingTitles(titles: Far<Cache>, options: RecordingOptions): Far<Cache> {
  const { events, watched, traceparent, onWritten, now } = options

  async function record(stored: Title | null, title: Title): Promise<Written> {
    const changes = changesBetween(stored, title, {
      foundAt: now(),
      traceparent: traceparent(),
      watched: stored === null ? await watched() : null,
    })
    const appended = changes.events.length > 0 ? await events.append(changes.events) : []
    return { titleId: title.id, episodes: changes.episodes, events: appended }
  }

  return {
    ...titles,
    async write(key, kept) {
      const stored = await titles.read(key)
      if (stored !== null && stored.answer.checkedAt > kept.answer.checkedAt) return
      const title = titleIn(kept)
      const isNew = title !== null && stored?.answer.etag !== kept.answer.etag
      const written = isNew ? await record(stored && titleIn(stored), title) : null
      await titles.write(key, kept)
      if (written !== null) onWritten(written)
    },
  }
}

/** The title whose answer this is; `null` for what cannot be read, or compared. */
export function titleIn({ answer }: Kept): Title | null {
  try {
    const { data } = JSON.parse(new TextDecoder().decode(answer.body))
    const list = data?.episodes?.list
    return Array.isArray(list) && list.every(isEpisode) ? data : null
  } catch {
    return null
  }
}

function isEpisode(item: Partial<Episode> | null): boolean {
  return typeof item?.ordinal === 'number' && typeof item.hls === 'object' && item.hls !== null
}
