import assert from 'node:assert/strict'
import process from 'node:process'
import { after, before, describe, it } from 'node:test'
import { runtimes } from '../../runtimes/runtimes.ts'
import { start } from '../../runtimes/started.ts'
import { missing } from '../../servers/missing.ts'
import { startMongodb } from '../../servers/mongodb.ts'
import { startRedis } from '../../servers/redis.ts'
import type { Server } from '../../servers/running/start-server.ts'
import { linesOf } from '../../support/log-lines.ts'
import { plantedEnv, plantedHeaders, secrets, secretsIn } from '../../support/planted-secrets.ts'
import { startProcess } from '../../support/start-process.ts'
import { runFirst } from './log-scenes.ts'
import { livePlanted, type Planted } from './planted-service.ts'

const [node] = runtimes as readonly [(typeof runtimes)[0]]

/** As a bug does it: the environment comes along in what is thrown. */
const bug = `crypto.subtle.digest = () => {
  throw new TypeError('Cannot use ' + process.env.REDIS_URL + ' with JWT_SECRET=' + process.env.JWT_SECRET)
}`

/** How Redis and MongoDB treat the service, and what `/health` says of each. */
interface Scene {
  readonly name: string
  readonly skip: string | false
  /** Starts what is needed, and says where it is, with the secrets. */
  readonly open: (started: Server[]) => Promise<Readonly<Record<string, string>>>
  readonly health: Readonly<Record<'redis' | 'database', string>>
}

const withUser = (url: string, user: string): string => url.replace('//', `//${user}@`)
const redisUrl = ({ url }: Server) => withUser(url, `default:${secrets.redis}`)
const mongodbUri = ({ url }: Server) => withUser(url, `service:${secrets.mongodb}`)

const scenes: readonly Scene[] = [
  {
    name: 'while Redis and MongoDB are down',
    skip: false,
    open: async () => ({}),
    health: { redis: 'unavailable', database: 'unavailable' },
  },
  {
    name: 'while Redis and MongoDB refuse the passwords',
    skip: missing('redis', 'mongodb'),
    async open(started) {
      const redis = await startRedis({ args: ['--requirepass', 'another'] })
      // FerretDB knows no passwords: whoever comes with one is refused.
      const mongodb = await startMongodb()
      started.push(redis, mongodb)
      return { REDIS_URL: redisUrl(redis), MONGODB_URI: mongodbUri(mongodb) }
    },
    health: { redis: 'denied', database: 'denied' },
  },
  {
    name: 'while Redis takes the password, and MongoDB is there',
    skip: missing('redis', 'mongodb'),
    async open(started) {
      const redis = await startRedis({ args: ['--requirepass', secrets.redis] })
      const mongodb = await startMongodb()
      started.push(redis, mongodb)
      return { REDIS_URL: redisUrl(redis), MONGODB_URI: mongodb.url }
    },
    health: { redis: 'healthy', database: 'healthy' },
  },
]

// Each takes some seconds: a service lives, and is asked for everything.
describe('of secrets that come from everywhere', { concurrency: true }, () => {
  for (const { name, skip, open, health } of scenes) {
    describe(name, { skip }, () => {
      const started: Server[] = []
      let planted: Planted
      let env: Readonly<Record<string, string>>
      before(async () => {
        env = { ...plantedEnv, ...(await open(started)) }
        planted = await livePlanted(env)
      })
      after(async () => {
        await planted?.end()
        for (const server of started) await server.stop()
      })

      const tellsNone = (text: string, where?: string): void => {
        assert.deepEqual(secretsIn(text), [], where)
        for (const secret of planted.made) assert.ok(!text.includes(secret), where)
      }

      it('none is in the log, which has something to say', () => {
        const messages = new Set(linesOf(`${planted.output}\n`).map(({ msg }) => msg))
        assert.ok(messages.has('AniLibria host left for the next one'))
        if (health.redis !== 'healthy') {
          assert.ok(messages.has('Redis failed, going on without it'))
          assert.ok(messages.has('Store failed, going on without it'))
        }
        assert.match(planted.output, /"user_id":"user-42"/)
        tellsNone(planted.output)
      })

      it('none is in spans, though the collector is sent the one that it asks for', () => {
        const { sink } = planted
        assert.ok(sink.requests.every((headers) => headers['x-api-key'] === secrets.apiKey))
        assert.ok(sink.spans.some(({ attributes }) => attributes['error.type'] !== undefined))
        tellsNone(
          JSON.stringify(sink.spans, (_, value) =>
            typeof value === 'bigint' ? `${value}` : value,
          ),
        )
      })

      it('none is in any answer: problems, health, the API, metrics in both formats', () => {
        assert.ok(Object.keys(planted.answers).length >= 26)
        for (const [asked, said] of Object.entries(planted.answers)) tellsNone(said, asked)
        const added = planted.answers['POST /internal/webhooks 201'] !== undefined
        assert.equal(added, health.database === 'healthy')
      })

      it('none is in health, which says how Redis and MongoDB are', () => {
        const [said = ''] = Object.entries(planted.answers)
          .filter(([asked]) => asked.startsWith('GET /health?'))
          .map(([, said]) => said)

        const { checks } = JSON.parse(said.slice(0, said.lastIndexOf('}[') + 1))
        const told = ({ status, error }: { status: string; error?: string }) => error ?? status
        assert.equal(told(checks.redis), health.redis)
        assert.equal(told(checks.database), health.database)
      })

      it('none is in what the command line writes', async () => {
        const command = [process.execPath, 'src/main/sync.ts', '--title', '9000']
        const program = startProcess(command, {
          ...env,
          LOG_LEVEL: 'trace',
          ANILIBRIA_API_URLS: `http://127.0.0.1:1/?token=${secrets.query}`,
        })

        assert.equal(await program.ended, 1)

        assert.match(program.output(), /^Failed: /m)
        tellsNone(program.output())
      })
    })
  }
})

describe('of secrets that come with mistakes', () => {
  it('none is told by a bug that says them', async (t) => {
    const service = await start(node, { ...plantedEnv, ...runFirst(bug) })
    t.after(service.end)
    const response = await service.api('/titles/9000', { headers: plantedHeaders })
    const body = await response.text()
    await service.program.line('"msg":"Background work failed"')
    await service.end()

    assert.equal(response.status, 500)
    assert.match(service.program.output(), /Cannot use redis:\/\/\[redacted\]@/)
    assert.deepEqual(secretsIn(service.program.output() + body), [])
  })

  it('none is told by a service that cannot start because of them', async () => {
    const env = {
      ANILIBRIA_API_URLS: `https://me:${secrets.password}@aniliberty.top/api/v1`,
      REDIS_URL: `http://me:${secrets.redis}@x`,
      MONGODB_URI: secrets.mongodb,
    }
    const starting = start(node, { ...plantedEnv, ...env })

    await assert.rejects(starting, ({ message }: Error) => {
      assert.match(message, /ANILIBRIA_API_URLS[\s\S]*REDIS_URL[\s\S]*MONGODB_URI/)
      return secretsIn(message).length === 0
    })
  })
})
