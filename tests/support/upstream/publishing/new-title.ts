import { timestamp } from '../catalogue/timestamp.ts'
import type { Sketch } from '../drawing/sketch.ts'
import type { TitleOrder } from './orders.ts'

/** What is not ordered is made up, the same for the same id. */
export function newTitle(order: TitleOrder, id: number, freshMs: number): Sketch {
  return {
    id,
    alias: order.alias ?? `new-title-${id}`,
    main: order.name ?? `Новый релиз ${id}`,
    english: order.english ?? `New Title ${id}`,
    type: order.type ?? 'TV',
    season: order.season ?? 'winter',
    year: order.year ?? new Date(freshMs).getUTCFullYear(),
    day: order.day ?? 1,
    total: order.total === undefined ? 12 : order.total,
    freshAt: timestamp(freshMs),
    ongoing: true,
    genres: order.genres ?? [14, 29],
    released: order.episodes ?? 1,
  }
}
