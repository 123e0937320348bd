import { setTimeout } from 'node:timers/promises'
import type { Db } from 'mongodb'
import type { Failure } from '../../core/failure.ts'
import type { Limits, Reach } from './reach.ts'

/** Every index besides those of `_id`, which are there by themselves and keep all ids unique. */
const indexes = [
  { collection: 'events', key: { seq: 1 }, unique: true },
  { collection: 'events', key: { title_id: 1, seq: 1 }, unique: false },
  { collection: 'events', key: { told: 1, seq: 1 }, unique: false },
  { collection: 'events', key: { told: 1, found_at: 1 }, unique: false },
  { collection: 'lists', key: { written: 1 }, unique: false },
  { collection: 'outbox', key: { seq: 1 }, unique: false },
  { collection: 'outbox', key: { receiver_id: 1, seq: 1 }, unique: false },
] as const

type Index = (typeof indexes)[number]

/** How far making the indexes has come. */
export interface IndexesTold {
  /** Those that are there, made or found: `events.seq_1`. */
  readonly names: readonly string[]
  /** Why the next is not, which is tried again; `null` once all are there. */
  readonly failure: Failure | null
}

const firstPauseMs = 500
const longestPauseMs = 60_000

/** Makes all indexes that are not there, trying again until they are or `stopped` fires. */
export async function makeIndexes(
  database: Db,
  reach: Reach,
  onIndexes: (told: IndexesTold) => void,
  stopped: AbortSignal,
): Promise<void> {
  for (let pauseMs = firstPauseMs; !stopped.aborted; pauseMs *= 2) {
    const told = await tryAll(database, reach)
    if (stopped.aborted) return
    onIndexes(told)
    if (told.failure === null) return
    await pause(Math.min(pauseMs, longestPauseMs), stopped)
  }
}

/** Makes sure that no two events take one place. Asks once, and again only after a failure. */
export function createEnsureOrder(database: Db): (limits: Limits) => Promise<void> {
  let isThere = false
  return async (limits) => {
    if (!isThere) await make(database, indexes[0], limits)
    isThere = true
  }
}

async function tryAll(database: Db, reach: Reach): Promise<IndexesTold> {
  const names: string[] = []
  try {
    // One by one: FerretDB loses the connection over several of which some are there.
    for (const index of indexes) {
      names.push(await reach('make an index', (limits) => make(database, index, limits)))
    }
    return { names, failure: null }
  } catch (error) {
    return { names, failure: error as Failure }
  }
}

/** It takes as long as it takes: given up by us, it may be there when we ask again. */
async function make(
  database: Db,
  { collection, key, unique }: Index,
  { signal }: Limits,
): Promise<string> {
  const options = { unique, signal }
  return `${collection}.${await database.collection(collection).createIndex(key, options)}`
}

async function pause(ms: number, stopped: AbortSignal): Promise<void> {
  try {
    await setTimeout(ms, undefined, { signal: stopped, ref: false })
  } catch {
    // It need not go on.
  }
}
