import type { SyncStatus } from '../store/sync-status.ts'
import type { ReadWatched } from './watched.ts'

/** How far the watcher has come: lies in the store, so outlives a crash. Times are milliseconds since 1970. */
export interface Look {
  /** When the last completed look began, less what AniLibria's clock may differ from ours. */
  readonly since: number
  /** When the whole list was last walked. */
  readonly walkedAt: number
}

/** The `fresh_at` of every title, 0 without one, when we first saw the whole catalogue. */
export type Listed = Readonly<Record<string, number>>

export interface WatchState {
  readLook(): Promise<Look | null>
  keepLook(look: Look): Promise<void>
  /** `null` before the whole catalogue was seen. */
  readListed(): Promise<Listed | null>
  keepListed(listed: Listed): Promise<void>
}

const names = { look: 'watch', listed: 'watch-listed' } as const

/** Each method rejects as `SyncStatus` does. */
export function createWatchState(status: SyncStatus): WatchState {
  return {
    async readLook() {
      const look = (await status.read(names.look)) as Look | null
      return typeof look?.since === 'number' && typeof look.walkedAt === 'number' ? look : null
    },
    keepLook: (look) => status.write(names.look, look),
    async readListed() {
      const listed = (await status.read(names.listed)) as Listed | null
      return typeof listed === 'object' && !Array.isArray(listed) ? listed : null
    },
    keepListed: (listed) => status.write(names.listed, listed),
  }
}

export function createReadWatched({ readLook, readListed }: WatchState): ReadWatched {
  return async () => {
    const [look, listed] = await Promise.all([readLook(), readListed()])
    if (look === null || listed === null) return null
    return { since: look.since, listedAt: (titleId) => listed[titleId] ?? null }
  }
}
