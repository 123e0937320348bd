import process from 'node:process'
import { servers } from '../servers.ts'
import { fetchedTable, leftOutTable } from './closing-table.ts'
import { fetchMissing } from './fetch-missing.ts'

/**
 * Runs before all tests. On CI it fetches what is missing; for what cannot be had a test fails, so
 * that the others run and the runner closes as ever.
 */
export async function globalSetup(): Promise<void> {
  if (process.env.CI !== 'true') return
  const all = await fetchMissing(servers, (line) => process.stdout.write(`${line}\n`))
  process.stdout.write(`${fetchedTable(all)}\n`)
}

/** Runs after all tests. */
export function globalTeardown(): void {
  if (process.env.CI !== 'true') process.stdout.write(leftOutTable(servers))
}
