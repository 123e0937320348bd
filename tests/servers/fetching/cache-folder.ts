import { homedir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'

/** Where programs lie that were fetched for this project alone: `npm ci` leaves them alone. */
export function cacheFolder(): string {
  const caches = process.env.XDG_CACHE_HOME || join(homedir(), '.cache')
  return join(caches, 'anilibria-service')
}
