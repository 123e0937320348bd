import type { TitleEvent } from '../../../core/events/title-event.ts'
import type { Documents } from '../documents.ts'
import { isDuplicate, limits } from '../reach.ts'
import { documentOf } from './event-document.ts'

/** How often another place is tried; each time somebody else was quicker. */
const mostTries = 100

/**
 * Appends an event behind all that are there; `false` if it is there already.
 *
 * Its place is the one after the last, and each place is taken once: whoever finds it taken tries
 * the next. So no event ever becomes visible before one that is visible already, however many
 * processes append, and who follows the order misses none. (Places from a counter could become
 * visible in another order than they were given out in.)
 */
export async function appendOne(documents: Documents, event: TitleEvent): Promise<boolean> {
  for (let tries = 1; tries <= mostTries; tries += 1) {
    const seq = 1 + (await lastSeq(documents))
    try {
      await documents.insertOne(documentOf(event, seq), limits)
      return true
    } catch (error) {
      if (!isDuplicate(error)) throw error
    }
    if ((await documents.findOne({ _id: event.id }, limits)) !== null) return false
  }
  throw new Error(`Cannot find a place: ${mostTries} were taken`)
}

/** The place of the newest event, 0 if there is none. */
export async function lastSeq(documents: Documents): Promise<number> {
  const last = await documents.findOne(
    { seq: { $gt: 0 } },
    { ...limits, sort: { seq: -1 }, projection: { seq: 1 } },
  )
  return typeof last?.seq === 'number' ? last.seq : 0
}
