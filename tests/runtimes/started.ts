import { type Program, startProcess } from '../support/start-process.ts'
import { createTemporaryFolders } from '../support/temporary-folders.ts'
import { startUpstream, type Upstream } from '../support/upstream/start-upstream.ts'
import type { Runtime } from './runtimes.ts'

/** Our service as a process on some runtime, with a simulated AniLibria. */
export interface Started {
  readonly upstream: Upstream
  readonly program: Program
  /** Where it listens, without a slash at its end. */
  readonly url: string
  /** Asks the service for a path at its root. */
  ask(path: string, init?: RequestInit): Promise<Response>
  /** Asks for a path of the catalogue. */
  api(path: string, init?: RequestInit): Promise<Response>
  /** Stops the process, and starts another one with the same store. */
  restart(): Promise<void>
  end(): Promise<void>
}

/** `env`: settings that differ from a service without limits. */
export async function start(
  runtime: Runtime,
  env: Readonly<Record<string, string>> = {},
): Promise<Started> {
  const upstream = await startUpstream()
  const folders = createTemporaryFolders()
  const all = {
    HOST: '127.0.0.1',
    PORT: '0',
    DATA_DIR: folders.make(),
    ANILIBRIA_API_URLS: upstream.url,
    ANILIBRIA_REQUESTS_PER_SECOND: '0',
    WATCH_INTERVAL: '0',
    ...env,
  }
  let program = startProcess(runtime.command, all)
  let url = ''
  const ask = (path: string, init?: RequestInit) => fetch(url + path, init)
  const started = {
    upstream,
    get program() {
      return program
    },
    get url() {
      return url
    },
    ask,
    api: (path: string, init?: RequestInit) => ask(`/api/anilibria/v2${path}`, init),
    async restart() {
      await program.end()
      program = startProcess(runtime.command, all)
      url = await addressOf(program)
    },
    async end() {
      await program.end()
      await upstream.stop()
      folders.removeAll()
    },
  }
  try {
    url = await addressOf(program)
    return started
  } catch (error) {
    await started.end()
    throw error
  }
}

async function addressOf(program: Program): Promise<string> {
  return JSON.parse(await program.line('"msg":"Service started"')).address
}
