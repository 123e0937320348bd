import type { SyncStatus } from '../../core/store/sync-status.ts'
import { type Place, put } from './documents.ts'

/** Keeps states as JSON in their collection: not all JSON is a document of its own. */
export function createMongodbSyncStatus({ documents, reach, onUnreadable }: Place): SyncStatus {
  return {
    read: (name) =>
      reach('read a state', async (limits) => {
        const document = await documents.findOne({ _id: name }, limits)
        if (document === null) return null
        const state = parseState(document.state)
        if (state === undefined) onUnreadable(name)
        return state ?? null
      }),
    write: (name, state) =>
      reach('write a state', (limits) =>
        put(documents, { _id: name, state: JSON.stringify(state) }, limits),
      ),
  }
}

/** `undefined` for what is no JSON. */
function parseState(state: unknown): unknown {
  try {
    return typeof state === 'string' ? JSON.parse(state) : undefined
  } catch {
    return undefined
  }
}
