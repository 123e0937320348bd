// A program: opens the store in the folder named first, and writes a title under the key named second.
import process from 'node:process'
import { openSqliteStore } from '../../src/adapters/sqlite/store.ts'
import { keptOf } from './answers.ts'

const [dir = '', key = ''] = process.argv.slice(2)
const store = await openSqliteStore(dir)
await store.titles.write(key, keptOf(`from ${key}`))
store.close()
