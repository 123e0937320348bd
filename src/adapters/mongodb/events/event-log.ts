import type { Filter, Sort } from 'mongodb'
import type { EventLog } from '../../../core/events/event-log.ts'
import type { TitleEvent } from '../../../core/events/title-event.ts'
import type { Document, Place } from '../documents.ts'
import type { Limits } from '../reach.ts'
import { append, lastSeq } from './append.ts'
import { parseEvent } from './event-document.ts'
import { createTurns } from './turns.ts'

/**
 * Keeps events in their collection. They become visible in their order (see `append`): `after`
 * has nothing from before its event. The newest is never forgotten, for the next takes the place
 * behind it.
 *
 * @param ensureOrder Sees to it that a place in the order is taken once; nothing is appended before.
 */
export function createMongodbEventLog(
  { documents, reach, onUnreadable }: Place,
  ensureOrder: (limits: Limits) => Promise<void>,
): EventLog {
  const find = (filter: Filter<Document>, sort: Sort, limit: number, limits: Limits) =>
    firstEvents(documents.find(filter, { ...limits, sort, batchSize: limit }), limit, onUnreadable)

  const inTurn = createTurns()

  return {
    append: (events) =>
      reach('append events', (limits) =>
        inTurn(async () => {
          await ensureOrder(limits)
          return append(documents, events, limits)
        }),
      ),
    after: (id, limit) =>
      reach('read events', async (limits) => {
        const event = await documents.findOne({ _id: id }, { ...limits, projection: { seq: 1 } })
        if (typeof event?.seq !== 'number') return null
        return find({ seq: { $gt: event.seq } }, { seq: 1 }, limit, limits)
      }),
    newest: (limit, titleId) =>
      reach('read events', (limits) =>
        find(titleId === undefined ? {} : { title_id: titleId }, { seq: -1 }, limit, limits),
      ),
    untold: (foundBefore, limit) =>
      reach('read events', (limits) =>
        find({ told: false, found_at: { $lt: foundBefore } }, { seq: 1 }, limit, limits),
      ),
    markTold: (ids) =>
      reach('mark events as told', async (limits) => {
        await documents.updateMany({ _id: { $in: [...ids] } }, { $set: { told: true } }, limits)
      }),
    prune: (foundBefore) =>
      reach('forget events', async (limits) => {
        const seq = { $lt: await lastSeq(documents, limits) }
        const told = { told: true, found_at: { $lt: foundBefore }, seq }
        return (await documents.deleteMany(told, limits)).deletedCount
      }),
  }
}

/** Those that can be read: what cannot takes no place, or it would keep all others from being told. */
async function firstEvents(
  documents: AsyncIterable<Document>,
  limit: number,
  onUnreadable: Place['onUnreadable'],
): Promise<readonly TitleEvent[]> {
  const events: TitleEvent[] = []
  if (limit <= 0) return events
  for await (const document of documents) {
    const event = parseEvent(document)
    if (event === null) onUnreadable(String(document._id))
    else if (events.push(event) === limit) break
  }
  return events
}
