import { join } from 'node:path'
import process from 'node:process'
import { missing } from '../../servers/missing.ts'
import { startMongodb } from '../../servers/mongodb.ts'
import { startProcess } from '../../support/start-process.ts'
import { createTemporaryFolders } from '../../support/temporary-folders.ts'
import { startUpstream } from '../../support/upstream/start-upstream.ts'
import type { Figure } from './figures/figures.ts'
import { say } from './figures/say.ts'

const program = join(import.meta.dirname, '../../../src/main/sync.ts')
const what = 'a sync of 2,000 titles, its process included'

/** How long the whole catalogue of a simulated AniLibria takes into an empty store, without our limit. */
export async function sync(): Promise<readonly Figure[]> {
  const folders = createTemporaryFolders()
  const seconds = await syncSeconds({ DATA_DIR: folders.make() })
  folders.removeAll()
  return [
    { what: `${what}, SQLite`, value: seconds, unit: 's', atMost: 10 },
    ...(await overMongodb()),
  ]
}

async function overMongodb(): Promise<readonly Figure[]> {
  const skip = missing('mongodb')
  if (skip) {
    say(`  Left out with MongoDB's protocol: ${skip}`)
    return []
  }
  const server = await startMongodb()
  const seconds = await syncSeconds({ MONGODB_URI: `${server.url}/growth` })
  await server.stop()
  return [{ what: `${what}, FerretDB`, value: seconds, unit: 's', atMost: null }]
}

async function syncSeconds(env: Readonly<Record<string, string>>): Promise<number> {
  const upstream = await startUpstream()
  const settings = { ANILIBRIA_API_URLS: upstream.url, ANILIBRIA_REQUESTS_PER_SECOND: '0' }
  const startedAt = performance.now()
  const running = startProcess([process.execPath, program, '--all'], { ...settings, ...env })
  const code = await running.ended
  const seconds = (performance.now() - startedAt) / 1000
  await upstream.stop()
  if (code === 0 && running.output().includes('The store holds 2000 titles')) return seconds
  throw new Error(`Cannot count this sync, it ended with ${code}:\n${running.output()}`)
}
