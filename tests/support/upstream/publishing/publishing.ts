import type { Entry } from '../catalogue/entry.ts'
import type { Shelf } from '../catalogue/shelf.ts'
import { timestamp } from '../catalogue/timestamp.ts'
import { drawEntry } from '../drawing/draw-entry.ts'
import { hlsUrl } from '../drawing/draw-episodes.ts'
import type { Episode } from '../episode.ts'
import type { Release } from '../release.ts'
import { newTitle } from './new-title.ts'
import { nextEpisode } from './next-episode.ts'
import type { EpisodeOrder, QualityOrder, StatusOrder, TitleOrder } from './orders.ts'
import { Unpublishable } from './unpublishable.ts'

/** What AniLibria's team does all day. Each method throws `Unpublishable` if the order cannot be. */
export interface Publishing {
  episode(order: EpisodeOrder): Episode
  title(order: TitleOrder): Release
  quality(order: QualityOrder): Episode
  status(order: StatusOrder): Release
}

export function createPublishing(shelf: Shelf, now: () => number): Publishing {
  const revise = (entry: Entry, change: Partial<Release>, episodes = entry.episodes) => {
    const release = { ...entry.release, updated_at: timestamp(now()), ...change }
    shelf.put({ ...entry, release, episodes })
    return release
  }
  return {
    episode(order) {
      const entry = titleOf(shelf, order.title_id)
      const freshAt = timestamp(freshestMs(shelf, now()))
      const episode = nextEpisode(entry, order, freshAt)
      const episodes = [...entry.episodes(), episode]
      revise(entry, { fresh_at: freshAt, updated_at: freshAt }, () => episodes)
      return episode
    },
    title(order) {
      const entry = drawEntry(newTitle(order, freeId(shelf, order), freshestMs(shelf, now())))
      shelf.put(entry)
      return entry.release
    },
    quality({ episode_id, quality }) {
      const [entry, episode] = episodeOf(shelf, episode_id)
      const url = hlsUrl(episode.release_id, episode.ordinal, Number(quality))
      const filled = { ...episode, [`hls_${quality}`]: url, updated_at: timestamp(now()) }
      const episodes = entry.episodes().map((other) => (other.id === episode_id ? filled : other))
      revise(entry, {}, () => episodes)
      return filled
    },
    status: ({ title_id, is_ongoing }) =>
      revise(titleOf(shelf, title_id), { is_ongoing, is_in_production: is_ongoing }),
  }
}

/** Now, but after all that is there: what is published last is on top whatever the clock says. */
function freshestMs(shelf: Shelf, nowMs: number): number {
  const times = shelf.all().map(({ release }) => Date.parse(release.fresh_at ?? '1970-01-01'))
  return Math.max(nowMs, Math.max(...times) + 1000)
}

function freeId(shelf: Shelf, { id }: TitleOrder): number {
  if (id === undefined) return Math.max(...shelf.all().map(({ release }) => release.id)) + 1
  if (shelf.find(String(id))) throw new Unpublishable(409, `Cannot publish title ${id}: it exists`)
  return id
}

function titleOf(shelf: Shelf, id: number): Entry {
  const entry = shelf.find(String(id))
  if (entry === null) throw new Unpublishable(404, `Cannot find title ${id}`)
  return entry
}

function episodeOf(shelf: Shelf, id: string): readonly [Entry, Episode] {
  const entry = shelf.findByEpisode(id)
  const episode = entry?.episodes().find((other) => other.id === id)
  if (!entry || !episode) throw new Unpublishable(404, `Cannot find episode ${id}`)
  return [entry, episode]
}
