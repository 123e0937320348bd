import type { SyncStatus } from '../../core/store/sync-status.ts'
import { type Documents, put } from './documents.ts'
import { limits, reach } from './reach.ts'
import type { OnUnreadable } from './unreadable.ts'

/** Keeps states as JSON in their collection: not all JSON is a document of its own. */
export function createMongodbSyncStatus(
  documents: Documents,
  onUnreadable: OnUnreadable,
): SyncStatus {
  return {
    read: (name) =>
      reach('read a state', async () => {
        const document = await documents.findOne({ _id: name }, limits)
        if (document === null) return null
        const state = parseState(document.state)
        if (state === undefined) onUnreadable({ collection: 'sync_status', id: name })
        return state ?? null
      }),
    write: (name, state) =>
      reach('write a state', () => put(documents, { _id: name, state: JSON.stringify(state) })),
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
