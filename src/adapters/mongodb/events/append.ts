import { MongoBulkWriteError } from 'mongodb'
import type { TitleEvent } from '../../../core/events/title-event.ts'
import type { Documents } from '../documents.ts'
import { isDuplicate, type Limits } from '../reach.ts'
import { documentOf } from './event-document.ts'

/** How often other places are tried; each time somebody else was quicker. */
const mostTries = 100

/**
 * Appends events behind all that are there, and gives those that were not there.
 *
 * Their places are those after the last, and each place is taken once: whoever finds one taken tries
 * again. So no event ever becomes visible before one that is visible already, however many processes
 * append, and who follows the order misses none. (Places from a counter could become visible in
 * another order than they were given out in.)
 */
export async function append(
  documents: Documents,
  events: readonly TitleEvent[],
  limits: Limits,
): Promise<readonly TitleEvent[]> {
  const appended: TitleEvent[] = []
  for (let tries = 1; tries <= mostTries; tries += 1) {
    const unknown = await unknownOf(documents, events, limits)
    const inserted = unknown.length === 0 ? 0 : await insert(documents, unknown, limits)
    appended.push(...unknown.slice(0, inserted))
    if (inserted === unknown.length) return appended
  }
  throw new Error(`Cannot find a place: ${mostTries} times somebody else was quicker`)
}

/** The place of the newest event, 0 if there is none. */
export async function lastSeq(documents: Documents, limits: Limits): Promise<number> {
  const last = await documents.findOne(
    { seq: { $gt: 0 } },
    { ...limits, sort: { seq: -1 }, projection: { seq: 1 } },
  )
  return typeof last?.seq === 'number' ? last.seq : 0
}

/** Those that are not there, each once. */
async function unknownOf(
  documents: Documents,
  events: readonly TitleEvent[],
  limits: Limits,
): Promise<readonly TitleEvent[]> {
  const byId = new Map(events.toReversed().map((event) => [event.id, event]))
  const filter = { _id: { $in: [...byId.keys()] } }
  const known = documents.find(filter, { ...limits, projection: { _id: 1 } })
  for await (const { _id } of known) byId.delete(_id)
  return events.filter((event) => byId.get(event.id) === event)
}

/** Takes places for as many as it can, in their order; says for how many. */
async function insert(
  documents: Documents,
  events: readonly TitleEvent[],
  limits: Limits,
): Promise<number> {
  const first = 1 + (await lastSeq(documents, limits))
  try {
    await documents.insertMany(
      events.map((event, index) => documentOf(event, first + index)),
      limits,
    )
    return events.length
  } catch (error) {
    if (error instanceof MongoBulkWriteError && isDuplicate(error)) return error.insertedCount
    throw error
  }
}
