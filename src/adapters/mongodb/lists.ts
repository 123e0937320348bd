import { ObjectId } from 'mongodb'
import type { Far } from '../../core/soon.ts'
import type { Cache } from '../../core/store/cache.ts'
import { createMongodbCache } from './cache.ts'
import { type Documents, type Place, put } from './documents.ts'
import { documentOf } from './kept-document.ts'
import type { Limits } from './reach.ts'

/**
 * Keeps the most recently written lists in their collection.
 *
 * @param most How many are kept; the least recently written go first. A hundredth more may be there
 * for each process that writes.
 */
export function createMongodbLists(place: Place, most: number): Far<Cache> {
  const { documents, reach } = place
  const pruneEach = Math.ceil(most / 100)
  let writes = 0
  return {
    ...createMongodbCache(place),
    write: (key, kept) =>
      reach('write an answer', async (limits) => {
        // Later ids are greater; between processes as soon as another second has begun.
        await put(documents, { ...documentOf(key, kept), written: new ObjectId() }, limits)
        writes += 1
        if (writes % pruneEach === 0) await prune(documents, most, limits)
      }),
  }
}

/** What someone else wrote has no such id, and stays. */
async function prune(documents: Documents, most: number, limits: Limits): Promise<void> {
  const tooOld = await documents.findOne(
    { written: { $type: 'objectId' } },
    { ...limits, sort: { written: -1 }, skip: most, projection: { written: 1 } },
  )
  if (tooOld !== null) await documents.deleteMany({ written: { $lte: tooOld.written } }, limits)
}
