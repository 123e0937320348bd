import process from 'node:process'
import { startMongodb } from '../servers/mongodb.ts'
import { startRedis } from '../servers/redis.ts'
import type { Server } from '../servers/running/start-server.ts'
import { internalHeaders, internalSecret } from '../support/internal-token.ts'
import { type Program, startProcess } from '../support/start-process.ts'
import { createTemporaryFolders } from '../support/temporary-folders.ts'
import { startUpstream, type Upstream } from '../support/upstream/start-upstream.ts'

export interface Replica {
  readonly program: Program
  /** Where it listens, without a slash at its end. */
  readonly url: string
  ask(path: string, init?: RequestInit): Promise<Response>
  /** Asks for a path of the catalogue. */
  api(path: string, init?: RequestInit): Promise<Response>
  /** Asks for an internal path, with a token. */
  internal(path: string, init?: RequestInit): Promise<Response>
  /** The number of the one series of `/metrics` that begins so; 0 if there is none. */
  metric(series: string): Promise<number>
}

/** Several processes of the service with one Redis, one MongoDB and one simulated AniLibria. */
export interface ReplicasWorld {
  readonly upstream: Upstream
  readonly redis: Server
  readonly mongodb: Server
  /** What every replica is started with. */
  readonly env: Readonly<Record<string, string>>
  /** Starts one more. */
  replica(env?: Readonly<Record<string, string>>): Promise<Replica>
  end(): Promise<void>
}

/** `env`: settings that differ from a service without limits. */
export async function createReplicasWorld(
  env: Readonly<Record<string, string>> = {},
): Promise<ReplicasWorld> {
  const folders = createTemporaryFolders()
  const [upstream, redis, mongodb] = await Promise.all([
    startUpstream(),
    startRedis(),
    startMongodb(),
  ])
  const all = {
    HOST: '127.0.0.1',
    PORT: '0',
    DATA_DIR: folders.make(),
    ANILIBRIA_API_URLS: upstream.url,
    ANILIBRIA_REQUESTS_PER_SECOND: '0',
    WATCH_INTERVAL: '0',
    REDIS_URL: redis.url,
    MONGODB_URI: mongodb.url,
    INTERNAL_JWT_SECRET: internalSecret,
    ...env,
  }
  const programs: Program[] = []
  return {
    upstream,
    redis,
    mongodb,
    env: all,
    async replica(own = {}) {
      const program = startProcess([process.execPath, 'src/main/node.js'], { ...all, ...own })
      programs.push(program)
      const { address } = JSON.parse(await program.line('"msg":"Service started"'))
      return replicaAt(program, address)
    },
    async end() {
      await Promise.all(programs.map((program) => program.end()))
      await Promise.all([upstream.stop(), redis.stop(), mongodb.stop()])
      folders.removeAll()
    },
  }
}

function replicaAt(program: Program, url: string): Replica {
  const ask = (path: string, init?: RequestInit) => fetch(url + path, init)
  return {
    program,
    url,
    ask,
    api: (path, init) => ask(`/api/anilibria/v2${path}`, init),
    async internal(path, init) {
      return ask(`/internal${path}`, { ...init, headers: await internalHeaders() })
    },
    async metric(series) {
      const text = await (await ask('/metrics')).text()
      const line = text.split('\n').find((one) => one.startsWith(series))
      return line === undefined ? 0 : Number(line.split(' ').at(-1))
    },
  }
}
