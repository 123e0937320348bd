import type { Far } from '../../core/soon.ts'
import type { Aliases } from '../../core/store/aliases.ts'
import { type Place, put } from './documents.ts'

/** Keeps aliases in their collection. */
export function createMongodbAliases({ documents, reach, onUnreadable }: Place): Far<Aliases> {
  return {
    find: (alias, signal) =>
      reach(
        'find an alias',
        async (limits) => {
          const document = await documents.findOne({ _id: alias }, limits)
          if (document === null) return null
          if (typeof document.title_id === 'number') return document.title_id
          onUnreadable(alias)
          return null
        },
        signal,
      ),
    learn: (alias, id) =>
      reach('learn an alias', (limits) => put(documents, { _id: alias, title_id: id }, limits)),
  }
}
