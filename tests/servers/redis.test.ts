import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { missing } from './missing.ts'
import { startRedis } from './redis.ts'
import { ask } from './running/ask.ts'
import type { Server } from './running/start-server.ts'

describe('a real Redis', { skip: missing('redis') }, () => {
  let redis: Server
  before(async () => {
    redis = await startRedis()
  })
  after(() => redis.stop())

  async function say(command: string, limitMs?: number): Promise<string> {
    return (await ask(redis.port, `${command}\r\n`, limitMs)).toString()
  }

  it('answers at its address', async () => {
    assert.equal(redis.url, `redis://127.0.0.1:${redis.port}`)
    assert.equal(await say('PING'), '+PONG\r\n')
  })

  it('has its data and its port again after it was killed', async () => {
    await say('SET name Frieren')
    await redis.kill()
    await assert.rejects(say('GET name'), { code: 'ECONNREFUSED' })

    await redis.restart()

    assert.equal(await say('GET name'), '$7\r\nFrieren\r\n')
  })

  it('has its data after a restart while it runs', async () => {
    await say('SET name Fern')

    await redis.restart()

    assert.equal(await say('GET name'), '$4\r\nFern\r\n')
  })

  it('is silent while it is frozen, and goes on when it is thawed', async () => {
    redis.freeze()
    await assert.rejects(say('INCR visits', 50), /50 ms have passed/)

    redis.thaw()

    assert.equal(await say('INCR visits'), ':2\r\n')
  })

  it('takes more arguments, also such that make it ask for a password', async () => {
    const other = await startRedis({ args: ['--requirepass', 'secret'] })

    assert.match((await ask(other.port, 'GET name\r\n')).toString(), /^-NOAUTH/)
    assert.equal(await say('GET visits'), '$1\r\n2\r\n')
    await other.stop()
  })

  it('is gone once it is stopped', async () => {
    const other = await startRedis()

    await other.stop()

    await assert.rejects(ask(other.port, 'PING\r\n'), { code: 'ECONNREFUSED' })
  })
})
