import type { Episode, Title } from '../../src/core/title.ts'

/** A title of which little is known but its id and what is said here. */
export function titleOf(id: number, said: Partial<Title> = {}): Title {
  return {
    id,
    alias: `title-${id}`,
    names: { ru: `Тайтл ${id}`, en: null, alternative: null },
    type: 'TV',
    year: 2024,
    season: null,
    status: 'ongoing',
    genres: [],
    description: null,
    poster: { small: null, large: null },
    blocked: { geo: false, copyright: false },
    favorites: null,
    fresh_at: null,
    updated_at: null,
    episodes: { total: null, released: 0, list: [] },
    ...said,
  }
}

/** An episode of which little is known but its number and what is said here. */
export function episodeOf(ordinal: number, said: Partial<Episode> = {}): Episode {
  return {
    id: `episode-${ordinal}`,
    ordinal,
    name: null,
    duration_seconds: null,
    opening: null,
    ending: null,
    hls: { sd: null, hd: null, fhd: null },
    updated_at: null,
    ...said,
  }
}
