import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { parseConfig } from '../../src/config.ts'
import type { Soon } from '../../src/core/soon.ts'
import { createService } from '../../src/main/server.ts'
import { startUpstream, type Upstream } from './upstream/start-upstream.ts'

export interface Asked extends RequestInit {
  /** The address of the connection's other end. Default `198.51.100.7`: no proxy of ours. */
  readonly peer?: string
}

/** The whole service in this process, with a simulated AniLibria. */
export interface World {
  readonly upstream: Upstream
  /** Asks the service for a path at its root. */
  ask(path: string, asked?: Asked): Promise<Response>
  /** The same as a server sees it: what need not be waited for is answered at once. */
  askNow(path: string, asked?: Asked): Soon<Response>
  /** Asks for a path of the catalogue. */
  api(path: string, asked?: Asked): Promise<Response>
  setReady(ready: boolean): void
  end(): Promise<void>
}

/** `env`: settings that differ from a silent service without limits. */
export async function createWorld(env: Readonly<Record<string, string>> = {}): Promise<World> {
  const upstream = await startUpstream()
  const folder = mkdtempSync(join(tmpdir(), 'anilibria-world-'))
  const config = parseConfig({
    LOG_LEVEL: 'silent',
    DATA_DIR: folder,
    ANILIBRIA_API_URLS: upstream.url,
    ANILIBRIA_REQUESTS_PER_SECOND: '0',
    WATCH_INTERVAL: '0',
    ...env,
  })
  const service = await createService(config, {
    runtime: { name: 'node', version: process.versions.node },
    peer: ({ env }) => (env as { peer: string }).peer,
    upgrade: async () => false,
  })

  function askNow(path: string, { peer = '198.51.100.7', ...init }: Asked = {}) {
    return service.fetch(new Request(`http://localhost${path}`, init), { peer })
  }

  const ask = async (path: string, asked?: Asked) => askNow(path, asked)

  return {
    upstream,
    ask,
    askNow,
    api: (path, asked) => ask(`/api/anilibria/v2${path}`, asked),
    setReady: service.setReady,
    async end() {
      await service.endPush()
      await service.close()
      await upstream.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
