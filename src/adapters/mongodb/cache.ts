import type { Cache } from '../../core/store/cache.ts'
import { type Place, put } from './documents.ts'
import { documentOf, parseKept } from './kept-document.ts'
import { limits } from './reach.ts'

/** Keeps answers in their collection. */
export function createMongodbCache({ documents, reach, onUnreadable }: Place): Cache {
  return {
    read: (key, signal) =>
      reach('read an answer', async () => {
        const document = await documents.findOne({ _id: key }, { ...limits, signal })
        if (document === null) return null
        const kept = parseKept(document)
        if (kept === null) onUnreadable(key)
        return kept
      }),
    write: (key, kept) => reach('write an answer', () => put(documents, documentOf(key, kept))),
    remove: (key) =>
      reach('remove an answer', async () => void (await documents.deleteOne({ _id: key }, limits))),
  }
}
