import type { PageQuery, TitlePage } from '../../../core/catalog.ts'
import type { Genre, ScheduleDay, Title, TitleSummary, UpdatedTitle } from '../../../core/title.ts'
import { type Reading, readGenre, readSummary, readTitle, readUpdated } from './read-title.ts'
import { itemsOf, numberOf, objectOf, readEach, Unreadable } from './values.ts'

export function readSummaries(json: unknown, reading: Reading): readonly TitleSummary[] {
  return readEach(itemsOf(json), (item) => readSummary(item, reading), reading.broken)
}

export function readUpdates(json: unknown, reading: Reading): readonly UpdatedTitle[] {
  return readEach(itemsOf(json), (item) => readUpdated(item, reading), reading.broken)
}

export function readGenres(json: unknown, { broken }: Reading): readonly Genre[] {
  return readEach(itemsOf(json), readGenre, broken)
}

/** Reads a page. Where the envelope does not count, what is there is counted. */
export function readPage(
  json: unknown,
  { page, limit }: Pick<PageQuery, 'page' | 'limit'>,
  reading: Reading,
): TitlePage {
  const pagination = objectOf(objectOf(objectOf(json)?.meta)?.pagination)
  const seen = (page - 1) * limit + itemsOf(json).length
  const total = numberOf(pagination?.total) ?? seen
  const pages = numberOf(pagination?.total_pages) ?? Math.ceil(total / limit)
  return { titles: readSummaries(json, reading), total, pages }
}

/** Reads the titles with these ids, in this order. */
export function readSome(
  json: unknown,
  ids: readonly number[],
  reading: Reading,
): readonly TitleSummary[] {
  return inOrder(readSummaries(json, reading), ids)
}

/** Reads the same with their episodes. */
export function readDetails(
  json: unknown,
  ids: readonly number[],
  reading: Reading,
): readonly Title[] {
  const titles = readEach(itemsOf(json), (item) => readTitle(item, reading), reading.broken)
  return inOrder(titles, ids)
}

function inOrder<T extends TitleSummary>(titles: readonly T[], ids: readonly number[]) {
  const byId = new Map(titles.map((title) => [title.id, title]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

/** Reads the week, from Monday; all seven days are there. */
export function readWeek(json: unknown, reading: Reading): readonly ScheduleDay[] {
  const week = readEach(itemsOf(json), (item) => readScheduled(item, reading), reading.broken)
  return [1, 2, 3, 4, 5, 6, 7].map((day) => ({
    day,
    titles: week.filter((scheduled) => scheduled.day === day).map(({ title }) => title),
  }))
}

/** Reads the country that `/app/status` takes us to be in; `null` if it does not say. */
export function readCountry(json: unknown): string | null {
  const said = objectOf(objectOf(json)?.request)?.iso_code
  return typeof said === 'string' && /^[a-z]{2}$/i.test(said) ? said.toUpperCase() : null
}

function readScheduled(json: unknown, reading: Reading) {
  const release = objectOf(json)?.release
  const title = readSummary(release, reading)
  const day = numberOf(objectOf(objectOf(release)?.publish_day)?.value)
  if (day === null || !Number.isInteger(day) || day < 1 || day > 7) {
    throw new Unreadable(`title ${title.id} has no day of the week`)
  }
  return { day, title }
}
