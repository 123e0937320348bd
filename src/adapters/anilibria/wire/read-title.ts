import type { Genre, Title, TitleSummary, UpdatedTitle } from '../../../core/title.ts'
import { readEpisode, readEpisodes } from './read-episode.ts'
import {
  idOf,
  type JsonObject,
  numberOf,
  objectOf,
  readEach,
  textOf,
  timeOf,
  Unreadable,
  urlOf,
} from './values.ts'

/** What reading needs to know besides the JSON. */
export interface Reading {
  /** Where pictures lie: relative addresses are made absolute against it. */
  readonly origin: string
  /** Why items were left out, one entry each. */
  readonly broken: string[]
}

/** Reads a title with its episodes. Only its id must be there. */
export function readTitle(json: unknown, reading: Reading): Title {
  const release = releaseOf(json)
  const { episodes, ...summary } = readSummary(json, reading)
  const list = readEpisodes(release.episodes, reading.broken) ?? []
  return { ...summary, episodes: { ...episodes, list } }
}

/** Reads a title with the episode that brought it among the updates. */
export function readUpdated(json: unknown, reading: Reading): UpdatedTitle {
  const latest = releaseOf(json).latest_episode
  const [episode = null] = objectOf(latest) ? readEach([latest], readEpisode, reading.broken) : []
  return { ...readSummary(json, reading), latest_episode: episode }
}

/** Reads what lists tell of a title. Only its id must be there. */
export function readSummary(json: unknown, { origin, broken }: Reading): TitleSummary {
  const release = releaseOf(json)
  return {
    id: release.id,
    alias: textOf(release.alias),
    names: readNames(release),
    type: textOf(objectOf(release.type)?.value),
    year: numberOf(release.year),
    season: textOf(objectOf(release.season)?.value),
    status: readStatus(release),
    genres: Array.isArray(release.genres) ? readEach(release.genres, readGenre, broken) : [],
    description: textOf(release.description)?.replaceAll('\r\n', '\n') ?? null,
    poster: readPoster(release, origin),
    blocked: {
      geo: release.is_blocked_by_geo === true,
      copyright: release.is_blocked_by_copyrights === true,
    },
    favorites: numberOf(release.added_in_users_favorites),
    fresh_at: timeOf(release.fresh_at),
    updated_at: timeOf(release.updated_at),
    episodes: {
      total: numberOf(release.episodes_total),
      released: readEpisodes(release.episodes, [])?.length ?? null,
    },
  }
}

export function readGenre(json: unknown): Genre {
  const genre = objectOf(json)
  const id = idOf(genre?.id)
  if (id === null) throw new Unreadable('a genre has no id')
  return { id, name: textOf(genre?.name) }
}

function releaseOf(json: unknown): JsonObject & { readonly id: number } {
  const release = objectOf(json)
  const id = idOf(release?.id)
  if (release === null || id === null) throw new Unreadable('a release has no id')
  return { ...release, id }
}

function readNames(release: JsonObject): TitleSummary['names'] {
  const name = objectOf(release.name)
  return {
    ru: textOf(name?.main),
    en: textOf(name?.english),
    alternative: textOf(name?.alternative),
  }
}

function readStatus({ is_ongoing }: JsonObject): TitleSummary['status'] {
  if (typeof is_ongoing !== 'boolean') return null
  return is_ongoing ? 'ongoing' : 'completed'
}

function readPoster(release: JsonObject, origin: string): TitleSummary['poster'] {
  const poster = objectOf(release.poster)
  const preview = urlOf(poster?.preview, origin)
  return {
    small: urlOf(poster?.thumbnail, origin) ?? preview,
    large: urlOf(poster?.src, origin) ?? preview,
  }
}
