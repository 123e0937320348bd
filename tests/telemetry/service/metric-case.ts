import assert from 'node:assert/strict'
import { openSqliteStore, type SqliteStore } from '../../../src/adapters/sqlite/store.ts'
import {
  type KeysOf,
  type Labels,
  type MetricKey,
  metrics,
} from '../../../src/telemetry/metrics.ts'
import { runtimes } from '../../runtimes/runtimes.ts'
import { start } from '../../runtimes/started.ts'
import { startMongodb } from '../../servers/mongodb.ts'
import { startRedis } from '../../servers/redis.ts'
import type { Server } from '../../servers/running/start-server.ts'
import { createTemporaryFolders } from '../../support/temporary-folders.ts'
import { createWorld, type World } from '../../support/world.ts'
import { internalHeaders, internalSecret } from './internal-token.ts'
import { scrape } from './shown-metrics.ts'

type Env = Readonly<Record<string, string>>
type ServerName = 'redis' | 'mongodb'

/** One cause that moves a metric, brought about through HTTP. */
export interface MetricCase {
  readonly metric: MetricKey
  /** What one observes. */
  readonly it: string
  /** Settings that differ from those of `createWorld`. */
  readonly env?: Env
  /** Real servers of its own, which its settings name. */
  readonly needs?: readonly ServerName[]
  /** Whether it takes a process of its own, which listens. */
  readonly listens?: true
  /** Puts something into the embedded store before the service begins. */
  readonly before?: (store: SqliteStore) => Promise<void>
  readonly run: (service: MeteredService) => Promise<void>
}

/** Some labels of a metric: their names are checked, and any value may be looked for. */
type Some<K extends MetricKey> = { readonly [L in keyof Labels<K>]?: string }

export interface MeteredService extends Pick<World, 'upstream' | 'ask' | 'api'> {
  /** Where the store lies. */
  readonly dataDir: string
  /** What it was started with. */
  readonly env: Env
  /** One of those that it needs. */
  server(name: ServerName): Server
  /** Where it listens, without a slash at its end. */
  readonly url: string
  /** Asks for an internal path, with a token. */
  internal(path: string, body?: object): Promise<Response>
  /** Lets a title be brought up to date, and waits for that. */
  sync(titleId: number): Promise<number>
  /** The sum of what `/metrics` shows of a metric; `undefined` if it shows none. */
  shown<K extends MetricKey>(metric: K, labels?: Some<K>): Promise<number | undefined>
  /** How many values a histogram has counted; those up to `le` only, if told. */
  counted<K extends KeysOf<'histogram'>>(
    metric: K,
    labels?: Some<K>,
    le?: string,
  ): Promise<number | undefined>
  /** The sum of them. */
  total<K extends KeysOf<'histogram'>>(metric: K, labels?: Some<K>): Promise<number | undefined>
}

/** Brings up a whole service for one case, and ends it. */
export async function runCase(one: MetricCase): Promise<void> {
  const folders = createTemporaryFolders()
  const dataDir = folders.make()
  const servers = await startServers(one)
  const env = {
    DATA_DIR: dataDir,
    INTERNAL_JWT_SECRET: internalSecret,
    ...servers.env,
    ...one.env,
  }
  try {
    await prepare(one, dataDir)
    const service = await open(one, env)
    try {
      const { server } = servers
      await one.run({ ...service, server, dataDir, env, ...reading(service) })
    } finally {
      await service.end()
    }
  } finally {
    await servers.stop()
    folders.removeAll()
  }
}

async function startServers({ needs = [] }: MetricCase) {
  const started: Partial<Record<ServerName, Server>> = {}
  const env: Record<string, string> = {}
  for (const name of needs) {
    const server = await (name === 'redis' ? startRedis() : startMongodb())
    started[name] = server
    env[name === 'redis' ? 'REDIS_URL' : 'MONGODB_URI'] = server.url
  }
  return {
    env,
    server: (name: ServerName): Server => started[name] ?? assert.fail(`It needs no ${name}`),
    async stop() {
      for (const server of Object.values(started)) await server.stop()
    },
  }
}

async function prepare({ before }: MetricCase, dataDir: string): Promise<void> {
  if (before === undefined) return
  const store = await openSqliteStore(dataDir)
  await before(store).finally(store.close)
}

async function open({ listens }: MetricCase, env: Env) {
  const [node] = runtimes as readonly [(typeof runtimes)[0]]
  if (listens) return start(node, env)
  return { ...(await createWorld(env)), url: '' }
}

function reading(service: Pick<World, 'ask'>) {
  const read = async (name: string, labels: object = {}) =>
    (await scrape(service)).sum(name, { ...labels })
  const internal: MeteredService['internal'] = async (path, body) => {
    const headers = await internalHeaders()
    const sent = body && { method: 'POST', body: JSON.stringify(body) }
    return service.ask(`/internal${path}`, { headers, ...sent })
  }
  const own: Pick<MeteredService, 'internal' | 'sync' | 'shown' | 'counted' | 'total'> = {
    internal,
    sync: async (title_id) => (await internal('/sync/title', { title_id, force: true })).status,
    shown: (metric, labels) => read(metrics[metric].name, labels),
    counted: (metric, labels, le) =>
      le === undefined
        ? read(`${metrics[metric].name}_count`, labels)
        : read(`${metrics[metric].name}_bucket`, { ...labels, le }),
    total: (metric, labels) => read(`${metrics[metric].name}_sum`, labels),
  }
  return own
}

/** Where the cases ask for a title that AniLibria has, and how metrics call that. */
export const title = '/titles/9000'
export const titleTemplate = '/api/anilibria/v2/titles/:idOrAlias'

/** And how they call our asking for it. */
export const releaseTemplate = '/anime/releases/{idOrAlias}'
