import assert from 'node:assert/strict'
import { createServer, type Socket } from 'node:net'
import { after, before, describe, it } from 'node:test'
import { createRedisRateLimiter } from '../../../src/adapters/rate-limiter/redis.ts'
import { createRedisAliases } from '../../../src/adapters/redis/aliases.ts'
import { createRedisBus } from '../../../src/adapters/redis/bus.ts'
import { createRedisCache } from '../../../src/adapters/redis/cache.ts'
import { clearRedis } from '../../../src/adapters/redis/clear.ts'
import { type OpenRedis, openRedis } from '../../../src/adapters/redis/connect.ts'
import { pingRedis, sizeOfRedis } from '../../../src/adapters/redis/status.ts'
import { createRedisTurns } from '../../../src/adapters/redis/turns.ts'
import { Failure } from '../../../src/core/failure.ts'
import type { Guard } from '../../../src/core/store/guard.ts'
import { keptOf } from '../../support/answers.ts'
import { rejectionsNobodyHandles } from '../../support/unhandled-rejections.ts'

const unguarded: Guard = (work) => work(AbortSignal.any([]))

/** What a server that is no Redis may say to each command. */
const nonsense: Readonly<Record<string, string>> = {
  'like a web server': 'HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n',
  'in bytes of another protocol': '\x16\x03\x01\x00\xff\xfe\r\n\r\n\0\0\0',
  'OK to all': '+OK\r\n',
  'a number to all': ':1\r\n',
  'null to all': '_\r\n',
  'a list to all': '*2\r\n$1\r\n0\r\n$5\r\nhello\r\n',
  'an empty list to all': '*0\r\n',
  'lists in lists': '*1\r\n*1\r\n*0\r\n',
  'an error to all': '-ERR a letter to my aunt\r\n',
  'messages that nobody waits for': '>3\r\n+message\r\n+anilibria:bus\r\n+hello\r\n+OK\r\n',
  'ten times over': '+OK\r\n'.repeat(10),
  'without an end': '$1000000\r\nhello',
  nothing: '',
}

describe('a server that is no Redis', () => {
  const sockets = new Set<Socket>()
  let says = ''
  let url = ''
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    socket.on('data', (asked) => {
      const commands = asked.toString().match(/^\*\d+\r$/gm) ?? []
      socket.write(says.repeat(commands.length), 'latin1')
    })
  })
  before(async () => {
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
    url = `redis://127.0.0.1:${Object(server.address()).port}`
  })
  after(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })

  // Each waits for the limit of a command where nothing comes back.
  for (const [what, answer] of Object.entries(nonsense)) {
    it(`does no harm if it answers ${what}`, async () => {
      says = answer
      const redis = openRedis(url)

      const unhandled = await rejectionsNobodyHandles(async () => {
        await new Promise((resolve) => setTimeout(resolve, 50))
        await Promise.all(everything(redis).map(onlyFails))
      })

      assert.deepEqual(unhandled, [])
      await assert.rejects(pingRedis(redis), { name: 'Failure', code: 'unavailable' })
      redis.close()
    })
  }
})

function everything(redis: OpenRedis): readonly Promise<unknown>[] {
  const cache = createRedisCache(redis, () => 0)
  const bus = createRedisBus(redis)
  const heard: unknown[] = []
  bus.listen((message) => heard.push(message))
  return [
    cache.read('title:1').then((kept) => assert.equal(kept, null)),
    cache.write('title:1', keptOf('one')),
    cache.remove('title:1'),
    createRedisAliases(redis).learn('frieren', 1),
    createRedisAliases(redis)
      .find('frieren')
      .then((id) => assert.ok(id === null || id === 1)),
    createRedisTurns(redis)
      .take('title:1')
      .then((turn) => turn?.end(true)),
    bus.tell({ kind: 'cleared', pattern: '*' }).then(() => assert.deepEqual(heard, [])),
    createRedisRateLimiter(redis, { perMinute: 60, burst: 1, guard: unguarded })
      .take('a')
      .then(({ allowed }) => assert.ok(allowed)),
    clearRedis(redis, '*'),
    sizeOfRedis(redis).then(({ bytes }) => assert.ok(bytes > 0)),
    pingRedis(redis),
  ]
}

/** Rejects unless it resolves or fails in the way that callers expect. */
async function onlyFails(work: Promise<unknown>): Promise<void> {
  await work.catch((error: unknown) => {
    assert.ok(error instanceof Failure, String(error))
    assert.equal(error.code, 'unavailable')
  })
}
