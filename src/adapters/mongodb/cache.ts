import type { Far } from '../../core/soon.ts'
import type { Cache } from '../../core/store/cache.ts'
import { type Place, put } from './documents.ts'
import { documentOf, parseKept } from './kept-document.ts'

/** Keeps answers in their collection. */
export function createMongodbCache({ documents, reach, onUnreadable }: Place): Far<Cache> {
  return {
    read: (key, signal) =>
      reach(
        'read an answer',
        async (limits) => {
          const document = await documents.findOne({ _id: key }, limits)
          if (document === null) return null
          const kept = parseKept(document)
          if (kept === null) onUnreadable(key)
          return kept
        },
        signal,
      ),
    write: (key, kept) =>
      reach('write an answer', (limits) => put(documents, documentOf(key, kept), limits)),
    remove: (key) =>
      reach(
        'remove an answer',
        async (limits) => void (await documents.deleteOne({ _id: key }, limits)),
      ),
  }
}
