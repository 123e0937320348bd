import type { SyncStatus } from '../store/sync-status.ts'
import type { ReadWatched } from './watched.ts'

/** Under which names the watcher keeps how far it has come. */
export const watchNames = {
  /** `{since}`: when the last completed look began, in milliseconds since 1970. */
  look: 'watch',
  /** `{ids}`: every title that the catalogue listed when we first saw all of it. */
  listed: 'watch-listed',
} as const

/** Reads what the watcher has kept. Rejects as `SyncStatus` does. */
export function createReadWatched(status: SyncStatus): ReadWatched {
  return async () => {
    const [look, listed] = await Promise.all([
      status.read(watchNames.look),
      status.read(watchNames.listed),
    ])
    if (!isLook(look) || !isListed(listed)) return null
    return { since: look.since, knows: (titleId) => listed.ids.includes(titleId) }
  }
}

export function isLook(state: unknown): state is { readonly since: number } {
  return typeof (state as { since?: unknown } | null)?.since === 'number'
}

export function isListed(state: unknown): state is { readonly ids: readonly number[] } {
  return Array.isArray((state as { ids?: unknown } | null)?.ids)
}
