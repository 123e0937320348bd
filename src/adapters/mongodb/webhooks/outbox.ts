import { MongoBulkWriteError } from 'mongodb'
import type { Delivery, Outbox } from '../../../core/webhooks/outbox.ts'
import type { Document, Documents, Place } from '../documents.ts'
import { lastSeq } from '../events/append.ts'
import { isDuplicate, type Limits } from '../reach.ts'
import { documentOf, idOf, parseDelivery } from './delivery-document.ts'

/** The type of documents knows of no field that it is a number. */
const oneMore = { attempts: 1 } as never

/**
 * Keeps deliveries in their collection.
 *
 * Their order is that of their places: a new event takes, with all its receivers, the place behind
 * all that are there. That holds across processes whose clocks differ, since one adds at a time,
 * an event after the other. Should two do so at once, they may take the same place for
 * different events, and none is lost.
 */
export function createMongodbOutbox({ documents, reach, onUnreadable }: Place): Outbox {
  const one = ({ receiverId, event }: Delivery) => ({ _id: idOf(receiverId, event) })
  return {
    add: (receiverIds, event, addedAt) =>
      reach('add deliveries', async (limits) => {
        const seq = 1 + (await lastSeq(documents, limits))
        await insertUnknown(
          documents,
          receiverIds.map((receiverId) => documentOf({ receiverId, event, addedAt }, seq)),
          limits,
        )
      }),
    pending: (receiverId, limit) =>
      reach('read deliveries', (limits) => {
        const options = { ...limits, sort: { seq: 1 }, batchSize: limit } as const
        const found = documents.find({ receiver_id: receiverId }, options)
        return firstDeliveries(found, limit, onUnreadable)
      }),
    postpone: (delivery, nextAt) =>
      reach('postpone a delivery', async (limits) => {
        const update = { $inc: oneMore, $set: { next_at: nextAt } }
        await documents.updateOne(one(delivery), update, limits)
      }),
    remove: (delivery) =>
      reach('remove a delivery', async (limits) => {
        await documents.deleteOne(one(delivery), limits)
      }),
    drop: (receiverId) =>
      reach('drop deliveries', async (limits) => {
        await documents.deleteMany({ receiver_id: receiverId }, limits)
      }),
    count: () => reach('count deliveries', (limits) => documents.countDocuments({}, limits)),
  }
}

async function insertUnknown(
  documents: Documents,
  added: readonly Document[],
  limits: Limits,
): Promise<void> {
  if (added.length === 0) return
  try {
    // Unordered: one that is there does not keep the others from being written.
    await documents.insertMany(added, { ...limits, ordered: false })
  } catch (error) {
    if (!isOnlyDuplicates(error)) throw error
  }
}

function isOnlyDuplicates(error: unknown): boolean {
  if (!(error instanceof MongoBulkWriteError) || !isDuplicate(error)) return false
  return [error.writeErrors].flat().every(({ code }) => code === error.code)
}

/** Those that can be read: what cannot takes no place, or it would keep all others from being sent. */
async function firstDeliveries(
  documents: AsyncIterable<Document>,
  limit: number,
  onUnreadable: Place['onUnreadable'],
): Promise<readonly Delivery[]> {
  const deliveries: Delivery[] = []
  if (limit <= 0) return deliveries
  for await (const document of documents) {
    const delivery = parseDelivery(document)
    if (delivery === null) onUnreadable(String(document._id))
    else if (deliveries.push(delivery) === limit) break
  }
  return deliveries
}
