import assert from 'node:assert/strict'
import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, afterEach, before, beforeEach, describe, it, mock } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { createAdaptorServer } from '@hono/node-server'
import { Hono } from 'hono'
import type { Env } from '../../../src/http/env.ts'
import type { Accept } from '../../../src/http/push/peer.ts'
import { upgrade, webSocketServer } from '../../../src/main/sockets/node.ts'
import { until } from '../../runtimes/until.ts'
import { frameOf, openRaw } from '../../support/raw-web-socket.ts'

const [ping, pong] = [9, 0x8a]

describe('a WebSocket of Node', () => {
  let server: Server
  let url = ''
  let closed = 0
  const accept: Accept = {
    open: () => ({ message() {} }),
    closed() {
      closed += 1
    },
  }
  before(async () => {
    const app = new Hono<Env>()
    app.get('/ws', async (c) => {
      await upgrade(c, accept)
      return c.body(null)
    })
    const websocket = { server: webSocketServer }
    server = createAdaptorServer({ fetch: app.fetch, websocket }) as Server
    await once(server.listen(0, '127.0.0.1'), 'listening')
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/ws`
  })
  beforeEach(() => {
    closed = 0
    mock.timers.enable({ apis: ['setInterval'] })
  })
  afterEach(() => mock.timers.reset())
  after(() => {
    server.close()
    server.closeAllConnections()
  })

  const pass = (seconds: number) => mock.timers.tick(seconds * 1000)

  it('is pinged after 30 s, and cut 10 s later if nothing comes back', async () => {
    const silent = await openRaw(url)
    pass(30)
    await until(() => silent.frames().some(({ opcode }) => opcode === ping))

    pass(10)

    assert.equal(await silent.closed, null)
    await until(() => closed > 0)
  })

  it('stays as long as it answers', async () => {
    const alive = await openRaw(url)
    for (let round = 1; round <= 3; round += 1) {
      pass(30)
      await until(() => alive.frames().length === round)
      alive.send(frameOf({ first: pong }))
      // Nobody says when it has arrived.
      await setTimeout(20)
    }

    assert.equal(alive.socket.destroyed, false)
    alive.socket.destroy()
    await until(() => closed > 0)
  })

  it('is over also if it never was open', async () => {
    const refused = await openRaw(url, ['Sec-WebSocket-Protocol: a,,b'])

    await until(() => closed > 0)
    assert.doesNotMatch(refused.head, / 101 /)
  })
})
