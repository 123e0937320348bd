import assert from 'node:assert/strict'
import { createServer, type Socket } from 'node:net'
import { after, before, describe, it } from 'node:test'
import { createRedisBus } from '../../../src/adapters/redis/bus.ts'
import { type OpenRedis, openRedis } from '../../../src/adapters/redis/connect.ts'
import type { Message } from '../../../src/core/replicas/bus.ts'
import { heardBy, itIsABus } from '../../contracts/bus.ts'
import { until } from '../../runtimes/until.ts'
import { missing } from '../../servers/missing.ts'
import { rejectionsNobodyHandles } from '../../support/unhandled-rejections.ts'
import { createWorld, type World } from './world.ts'

const message: Message = { kind: 'cleared', pattern: '*' }

/** How many processes hear what is told. */
async function listeners({ client }: OpenRedis): Promise<unknown> {
  const [, count] = await client.pubsub('NUMSUB', 'anilibria:bus')
  return count
}

describe('Redis bus', { skip: missing('redis') }, () => {
  let world: World
  let redis: OpenRedis
  before(async () => {
    world = await createWorld()
    redis = await world.open()
  })
  after(() => world.end())

  itIsABus(async (replicas) => {
    const had = Number(await listeners(redis))
    const opened = await Promise.all(Array.from({ length: replicas }, () => world.open()))
    const buses = opened.map(createRedisBus)
    await until(async () => (await listeners(redis)) === had + replicas)
    return buses
  })

  it('ignores what is no message', async () => {
    const listening = await world.open()
    const had = Number(await listeners(redis))
    const heard = heardBy(createRedisBus(listening))
    await until(async () => (await listeners(redis)) === had + 1)
    const nonsense = [
      'a letter to my aunt',
      'null',
      JSON.stringify(message),
      JSON.stringify({ from: 'them', message: { kind: 'rumour' } }),
      JSON.stringify({ from: 'them', message: { kind: 'learned', key: 'title:1' } }),
    ]

    for (const text of nonsense) await redis.client.publish('anilibria:bus', text)
    await redis.client.publish('anilibria:bus', JSON.stringify({ from: 'them', message }))

    await until(() => heard.length > 0)
    assert.deepEqual(heard, [message])
  })
})

describe('Redis bus, when Redis comes back', { skip: missing('redis') }, () => {
  let world: World
  before(async () => {
    world = await createWorld()
  })
  after(() => world.end())

  // Waits until both have connected again, which is tried after pauses.
  it('hears again, and complains of nothing meanwhile', async () => {
    const [one, other] = [await world.open(), await world.open()]
    const telling = createRedisBus(one)
    const heard = heardBy(createRedisBus(other))
    await world.server.kill()
    await telling.tell(message)

    await world.server.restart()
    await until(async () => (await listeners(one).catch(() => 0)) === 2)
    await telling.tell(message)

    await until(() => heard.length > 0)
    assert.deepEqual(heard, [message])
  })
})

describe('Redis bus, when a connection is lost while it subscribes', () => {
  const sockets: Socket[] = []
  const subscribed = '>3\r\n$9\r\nsubscribe\r\n$13\r\nanilibria:bus\r\n:1\r\n'
  let subscriptions = 0
  /** Takes the first subscription and hangs up, and later ones it does not even take. */
  const server = createServer((socket) => {
    sockets.push(socket)
    socket.on('data', (bytes) => {
      const asked = bytes.toString()
      if (asked.includes('subscribe')) subscriptions += 1
      if (asked.includes('hello')) socket.write('+OK\r\n')
      else if (!asked.includes('subscribe')) socket.write('+PONG\r\n')
      else if (subscriptions === 1) socket.end(subscribed)
      else socket.destroy()
    })
  })
  before(async () => {
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  })
  after(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })

  // Waits until it has connected a third time, which is tried after pauses.
  it('tries it again with the next one', async () => {
    const redis = openRedis(`redis://127.0.0.1:${Object(server.address()).port}`)
    createRedisBus(redis)

    const unhandled = await rejectionsNobodyHandles(() => until(() => subscriptions > 2))

    assert.deepEqual(unhandled, [])
    redis.close()
  })
})
