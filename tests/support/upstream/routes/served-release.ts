import { type Entry, latestEpisode } from '../catalogue/entry.ts'
import { genresOf } from '../fixtures/genres.ts'
import { members } from './members.ts'

/** With everything there is: a single release, and each of `/anime/releases/list`. */
export function inDetail(entry: Entry) {
  return {
    ...withGenres(entry),
    members: members(entry.release.id),
    episodes: entry.episodes(),
    torrents: [],
    sponsor: null,
  }
}

/** As the catalogue tells it. */
export function withGenres(entry: Entry) {
  return { ...entry.release, genres: genresOf(entry.genreIds) }
}

/** As `/anime/releases/latest` tells it. */
export function withLatestEpisode(entry: Entry) {
  return { ...withGenres(entry), latest_episode: latestEpisode(entry) }
}

/** As the week's schedule tells it. */
export function inSchedule(entry: Entry) {
  const published = latestEpisode(entry)
  const { release } = entry
  const full = release.episodes_total !== null && entry.episodes().length >= release.episodes_total
  return {
    release,
    full_season_is_released: full,
    published_release_episode: published,
    next_release_episode_number: full ? null : Math.floor(published?.ordinal ?? 0) + 1,
  }
}
