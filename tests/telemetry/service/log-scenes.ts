import assert from 'node:assert/strict'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { openSqliteStore } from '../../../src/adapters/sqlite/store.ts'
import { within } from '../../../src/core/deadline.ts'
import { runtimes } from '../../runtimes/runtimes.ts'
import { type Started, start } from '../../runtimes/started.ts'
import { until } from '../../runtimes/until.ts'
import { startMongodb } from '../../servers/mongodb.ts'
import { startRedis } from '../../servers/redis.ts'
import type { Server } from '../../servers/running/start-server.ts'
import { keptOf } from '../../support/answers.ts'
import { type LogLine, linesOf } from '../../support/log-lines.ts'
import type { Program } from '../../support/start-process.ts'
import { createTemporaryFolders } from '../../support/temporary-folders.ts'
import { internalHeaders, internalSecret } from './internal-token.ts'
import { startReceiver } from './receiver.ts'

const [node] = runtimes as readonly [(typeof runtimes)[0]]

/** A program that is run before the service is. */
export const runFirst = (program: string) => ({
  NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(program)}`,
})

/** No title's answer can be made, as if there were a bug. */
const bug = `crypto.subtle.digest = () => { throw new TypeError('A planted bug') }`

/** AniLibria accepts no question for title 422. */
const refusal = `const { fetch } = globalThis
globalThis.fetch = async (url, init) =>
  String(url).endsWith('/422') ? Response.json({}, { status: 422 }) : fetch(url, init)`

/** All lines of a service, from its start to its end. */
export async function logOf(
  env: Readonly<Record<string, string>>,
  live: (service: Started) => Promise<unknown>,
): Promise<readonly LogLine[]> {
  const service = await start(node, { LOG_LEVEL: 'debug', ...env })
  try {
    await live(service)
    service.program.signal('SIGTERM')
    await service.program.ended
    const output = service.program.output()
    return linesOf(output && `${output}\n`)
  } finally {
    await service.end()
  }
}

/** Waits for a line; not for ever, if it is never written. */
const lineOf = ({ line }: Program, message: string): Promise<string> =>
  within(20_000, () => line(`"msg":"${message}"`))

export const withBug = (): Promise<readonly LogLine[]> =>
  logOf(runFirst(bug), async ({ api }) => void (await (await api('/titles/9000')).arrayBuffer()))

export const withDeadRedis = (): Promise<readonly LogLine[]> =>
  logOf({ REDIS_URL: 'redis://127.0.0.1:1' }, async ({ api, program }) => {
    await (await api('/titles/9000')).arrayBuffer()
    await lineOf(program, 'Redis connection changed')
  })

/** Titles are brought up to date, AniLibria is watched, and others are told. */
export async function withJobs(): Promise<readonly LogLine[]> {
  const folders = createTemporaryFolders()
  const dataDir = folders.make()
  await plantUnreadable(dataDir)
  const receivers = [await startReceiver(500), await startReceiver(410)]
  const env = {
    ...runFirst(refusal),
    DATA_DIR: dataDir,
    INTERNAL_JWT_SECRET: internalSecret,
    WATCH_INTERVAL: '1',
    WEBHOOK_ALLOW_PRIVATE: 'true',
  }
  try {
    return await logOf(env, (service) => liveByJobs(service, receivers))
  } finally {
    for (const { stop } of receivers) await stop()
    folders.removeAll()
  }
}

/** A title that nobody of us wrote. */
async function plantUnreadable(dataDir: string): Promise<void> {
  const store = await openSqliteStore(dataDir)
  await store.titles.write('title:9000', keptOf('one'))
  store.close()
  const database = new DatabaseSync(join(dataDir, 'anilibria.db'))
  database.exec(`UPDATE titles SET etag = x'00'`)
  database.close()
}

async function liveByJobs(
  { ask, api, program, upstream }: Started,
  receivers: readonly { readonly url: string }[],
): Promise<void> {
  const headers = await internalHeaders()
  const post = async (path: string, body: object): Promise<number> => {
    const sent = { method: 'POST', headers, body: JSON.stringify(body) }
    return (await ask(`/internal${path}`, sent)).status
  }
  const sync = (title_id: number) => post('/sync/title', { title_id, force: true })
  await lineOf(program, 'Catalogue seen for the first time')
  await (await api('/titles/9000')).arrayBuffer()
  assert.deepEqual([await sync(10126), await sync(424242), await sync(422)], [200, 404, 503])
  for (const { url } of receivers) assert.equal(await post('/webhooks', { url }), 201)
  upstream.publishEpisode({ title_id: 10126 })
  await sync(10126)
  await lineOf(program, 'Webhook disabled')
  await until(() => program.output().split('"msg":"Webhook was not told"').length >= 3)
  upstream.pull({ fault: 'down' })
  void sync(10126).catch(() => {})
  await lineOf(program, 'Look for updates failed')
  await lineOf(program, 'Job failed, tried again later')
}

/** Redis and MongoDB are there, are lost, and come back. */
export async function withServers(): Promise<readonly LogLine[]> {
  const servers = [await startRedis(), await startMongodb()] as const
  const [redis, mongodb] = servers
  try {
    const env = { REDIS_URL: redis.url, MONGODB_URI: mongodb.url }
    return await logOf(env, (service) => liveByServers(service, redis, mongodb))
  } finally {
    for (const { stop } of servers) await stop()
  }
}

async function liveByServers({ api, program }: Started, redis: Server, mongodb: Server) {
  const told = (text: string) => program.output().split(text).length - 1
  await lineOf(program, 'Database indexes are there')
  await until(() => told('"state":"ready"') === 1)
  await (await api('/titles/9000')).arrayBuffer()
  await redis.kill()
  await (await api('/titles/10126')).arrayBuffer()
  await until(() => told('"state":"unavailable"') === 1)
  await redis.restart()
  await until(() => told('"state":"ready"') === 2)
  await mongodb.kill()
  await (await api('/genres')).arrayBuffer()
  await mongodb.restart()
}
