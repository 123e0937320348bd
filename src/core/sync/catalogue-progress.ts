import type { SyncStatus } from '../store/sync-status.ts'

/** How far a synchronisation of the catalogue has come: lies in the store, so outlives a crash. */
export interface CatalogueProgress {
  /** Only titles that AniLibria has touched since then, in milliseconds since 1970; `null`: all. */
  readonly since: number | null
  readonly startedAt: number
  /** `null` as long as it goes on, or was interrupted. */
  readonly finishedAt: number | null
  /** The page it is on, from 1: what a restart goes on with. */
  readonly page: number
  /** `null` until AniLibria has told. */
  readonly pages: number | null
  /** How many titles the catalogue has; `null` until AniLibria has told. */
  readonly total: number | null
  readonly synced: number
  readonly unchanged: number
  readonly failed: number
  /** Why, of the first ones. */
  readonly failures: readonly TitleFailure[]
}

export interface TitleFailure {
  readonly titleId: number
  readonly reason: string
}

const name = 'catalogue'

export function newProgress(since: number | null, startedAt: number): CatalogueProgress {
  const nothing = { page: 1, pages: null, total: null, synced: 0, unchanged: 0, failed: 0 }
  return { since, startedAt, finishedAt: null, ...nothing, failures: [] }
}

/** What was last kept; `null` if nothing was, or nothing that can be read. */
export async function readProgress(status: SyncStatus): Promise<CatalogueProgress | null> {
  const state = (await status.read(name)) as CatalogueProgress | null
  return state !== null && Number.isInteger(state.page) && Array.isArray(state.failures)
    ? state
    : null
}

export async function keepProgress(status: SyncStatus, progress: CatalogueProgress): Promise<void> {
  await status.write(name, progress)
}
