import { createChance } from '../catalogue/chance.ts'
import { timestamp } from '../catalogue/timestamp.ts'
import type { Release } from '../release.ts'
import { drawPicture } from './draw-picture.ts'
import type { Sketch } from './sketch.ts'
import { ageRating, publishDay, seasonTerm, typeTerm } from './terms.ts'

const launch = Date.UTC(2025, 0, 10)
const hourMs = 3_600_000

/** Fills a sketch in: the same sketch gives the same release. */
export function drawRelease(sketch: Sketch): Release {
  const { id, alias, year, total = null, ongoing = false } = sketch
  const freshAt = sketch.freshAt ?? timestamp(launch - ((id * 37) % 9000) * hourMs)
  return {
    id,
    alias,
    year,
    name: {
      main: sketch.main,
      english: sketch.english ?? null,
      alternative: sketch.alternative ?? null,
    },
    type: typeTerm(sketch.type ?? 'TV'),
    season: seasonTerm(sketch.season ?? null),
    poster: drawPicture(`/storage/releases/posters/${id}`, id),
    fresh_at: freshAt,
    created_at: timestamp(Date.parse(freshAt) - 2000 * hourMs),
    updated_at: freshAt,
    is_ongoing: ongoing,
    is_in_production: ongoing,
    publish_day: publishDay(sketch.day ?? (id % 7) + 1),
    description: sketch.description ?? describe(sketch),
    notification: ongoing ? 'Новые серии выходят раз в неделю' : null,
    episodes_total: total,
    external_player: null,
    is_blocked_by_geo: id % 97 === 0,
    is_blocked_by_copyrights: id % 151 === 0,
    ...popularity(sketch),
  }
}

function popularity({ id, favorites }: Sketch) {
  const chance = createChance(id)
  return {
    age_rating: ageRating(chance.pick([0, 6, 12, 16, 18])),
    added_in_users_favorites: favorites ?? chance.between(10, 20_000),
    average_duration_of_episode: 24,
    added_in_planned_collection: chance.between(0, 3000),
    added_in_watched_collection: chance.between(0, 3000),
    added_in_watching_collection: chance.between(0, 500),
    added_in_postponed_collection: chance.between(0, 200),
    added_in_abandoned_collection: chance.between(0, 200),
  }
}

function describe({ main, year }: Sketch): string {
  return `«${main}»: описание для проверки.\r\n\r\nГод выхода: ${year}.`
}
