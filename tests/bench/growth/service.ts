import { runtimes } from '../../runtimes/runtimes.ts'
import { freePort } from '../../servers/running/free-port.ts'
import { createTemporaryFolders } from '../../support/temporary-folders.ts'
import { type Pinned, startPinned } from '../measuring/start-pinned.ts'

/** Our service on Node, on core 0. */
export interface Service {
  readonly url: string
  readonly process: Pinned
  end(): Promise<void>
}

/** What differs from a service as it comes; it asks no AniLibria unless that is said here. */
type Env = Readonly<Record<string, string>>

const nobody = 'http://127.0.0.1:9/api/v1'

/** The command that `npm start` runs. */
export const command = runtimes.find(({ name }) => name === 'node')?.command ?? []

export async function startService(env: Env = {}): Promise<Service> {
  const folders = createTemporaryFolders()
  const folder = folders.make()
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const process = await startPinned({
    core: 0,
    command,
    env: { ...settings(port, folder), ...env },
    folder,
    readyUrl: `${url}/health/live`,
  })
  return {
    url,
    process,
    async end() {
      await process.end()
      folders.removeAll()
    },
  }
}

/** What every service of this benchmark is told. */
export function settings(port: number, dir: string): Env {
  return {
    HOST: '127.0.0.1',
    PORT: String(port),
    DATA_DIR: dir,
    ANILIBRIA_API_URLS: nobody,
    ANILIBRIA_REQUESTS_PER_SECOND: '0',
    WATCH_INTERVAL: '0',
  }
}

/** Where a title is asked for. */
export function titleUrl(url: string, id: number): string {
  return `${url}/api/anilibria/v2/titles/${id}`
}
