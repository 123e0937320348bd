import process from 'node:process'
import { type ServerName, servers } from './servers.ts'

/**
 * What to give to `describe` or `it` as `skip`: why a test cannot start these servers, or `false`.
 * On CI it is always `false`, so that the start fails.
 */
export function missing(...names: readonly ServerName[]): string | false {
  if (process.env.CI === 'true') return false
  const absent = names.filter((name) => servers[name].find() === null)
  if (absent.length === 0) return false
  return `${absent.join(' and ')} ${absent.length === 1 ? 'is' : 'are'} missing: npm run servers`
}
