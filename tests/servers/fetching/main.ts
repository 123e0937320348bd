// A program: fetches every real server that this machine does not have.
import process from 'node:process'
import { servers } from '../servers.ts'
import { fetchedTable } from './closing-table.ts'
import { fetchMissing } from './fetch-missing.ts'

const all = await fetchMissing(servers, (line) => process.stdout.write(`${line}\n`))
process.stdout.write(`\n${fetchedTable(all)}`)
if (all.some(({ problem }) => problem !== null)) process.exitCode = 1
