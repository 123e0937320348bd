import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { missing } from './missing.ts'
import { mongoMessage } from './mongo-message.ts'
import { startMongodb } from './mongodb.ts'
import { ask } from './running/ask.ts'
import type { Server } from './running/start-server.ts'

/** BSON's `ok: 1.0`. */
const fine = /ok\0{7}\xf0\?/
const ping = { ping: 1, $db: 'admin' }

describe('a real server that speaks as MongoDB', { skip: missing('mongodb') }, () => {
  let mongodb: Server
  before(async () => {
    mongodb = await startMongodb()
  })
  after(() => mongodb.stop())

  async function say(command: Parameters<typeof mongoMessage>[0], limitMs?: number) {
    return (await ask(mongodb.port, mongoMessage(command), limitMs)).toString('latin1')
  }

  it('answers at its address', async () => {
    assert.equal(mongodb.url, `mongodb://127.0.0.1:${mongodb.port}`)
    assert.match(await say(ping), fine)
  })

  it('has its data and its port again after it was killed', async () => {
    await say({ create: 'titles', $db: 'test' })
    await mongodb.kill()
    await assert.rejects(say(ping), { code: 'ECONNREFUSED' })

    await mongodb.restart()

    assert.match(await say({ listCollections: 1, $db: 'test' }), /titles/)
  })

  it('is silent while it is frozen, and goes on when it is thawed', async () => {
    mongodb.freeze()
    await assert.rejects(say(ping, 50), /50 ms have passed/)

    mongodb.thaw()

    assert.match(await say(ping), fine)
  })
})
