import assert from 'node:assert/strict'
import { once } from 'node:events'
import { Agent, get, type IncomingMessage } from 'node:http'
import { connect, type Socket } from 'node:net'
import { afterEach, describe, it } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { type Runtime, runtimes, unlessMissing } from './runtimes.ts'
import { type Started, start } from './started.ts'
import { until } from './until.ts'

const random = '/anime/releases/random'

for (const runtime of runtimes.filter(({ livesLong }) => livesLong)) {
  describe(`on ${runtime.name} the service, when told to stop,`, unlessMissing(runtime), () => {
    let service: Started | undefined
    let sockets: readonly Socket[] = []
    afterEach(async () => {
      for (const socket of sockets) socket.destroy()
      await service?.end()
    })

    it('finishes what is under way, refuses what is new, and ends well', async () => {
      service = await start(runtime)
      const { program, url, upstream } = service
      upstream.pull({ fault: 'slow', delay_ms: 1000, path: random })
      const underWay = await askedForMany(service)

      program.signal('SIGTERM')
      await until(async () => (await knock(url)) === 'ECONNREFUSED')
      const stoppedAlready = program.output().includes('"msg":"Service stopped"')
      const responses = await Promise.all(underWay)

      assert.equal(stoppedAlready, false)
      const bodies = await Promise.all(responses.map((response) => response.json()))
      assert.ok(responses.every(({ status }) => status === 200))
      assert.ok(bodies.every(({ data }) => data.id > 0))
      assert.equal(await program.ended, 0)
      assert.match(program.output(), /"msg":"Service stopped"/)
    })

    it('does not wait for connections on which nobody asks anything', async () => {
      service = await start(runtime)
      const port = Number(new URL(service.url).port)
      sockets = ['', 'GET /health/live HTT'].map((said) => {
        const socket = connect(port, '127.0.0.1').resume()
        socket.write(said)
        return socket
      })
      await Promise.all(sockets.map((socket) => once(socket, 'connect')))
      await (await service.ask('/health/live')).text()

      service.program.signal('SIGINT')

      assert.equal(await service.program.ended, 0)
    })

    it('cuts what is still under way at the end of the grace time, and says so', async () => {
      service = await start(runtime, { SHUTDOWN_GRACE_MS: '300' })
      service.upstream.pull({ fault: 'hang', path: random })
      const [first] = await askedForMany(service, 1)
      const cut = assert.rejects(first ?? Promise.resolve())

      service.program.signal('SIGTERM')

      assert.equal(await service.program.ended, 1)
      await cut
    })

    it('ends at once when it is told again', async () => {
      service = await start(runtime)
      service.upstream.pull({ fault: 'hang', path: random })
      const [first] = await askedForMany(service, 1)
      const cut = assert.rejects(first ?? Promise.resolve())
      service.program.signal('SIGTERM')
      await service.program.line('"msg":"Service stopping"')
      // Two signals within a tenth of a second are one.
      await setTimeout(150)

      service.program.signal('SIGTERM')

      assert.equal(await service.program.ended, 1)
      assert.doesNotMatch(service.program.output(), /"msg":"Service stopped"/)
      await cut
    })
  })
}

const [node] = runtimes as readonly [Runtime]

describe('on node the service, when told to stop,', () => {
  let service: Started | undefined
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  afterEach(async () => {
    agent.destroy()
    await service?.end()
  })

  it('answers what is on its way through an open connection, and closes it then', async () => {
    service = await start(node)
    const { program, url } = service
    const ask = async () => {
      const [response] = await once(get(`${url}/health/live`, { agent }), 'response')
      return (response as IncomingMessage).resume().headers.connection
    }
    const first = await ask()
    program.signal('SIGTERM')
    await until(async () => (await knock(url)) === 'ECONNREFUSED')

    const second = await ask()

    assert.equal(first, 'keep-alive')
    assert.equal(second, 'close')
    assert.equal(await program.ended, 0)
  })
})

/** Asks for random titles, each on a connection of its own, and waits until AniLibria is asked. */
async function askedForMany({ api, upstream }: Started, many = 10): Promise<Promise<Response>[]> {
  const asked = Array.from({ length: many }, () => api('/random'))
  await until(() => upstream.requests()[random] === many)
  return asked
}

/** Opens a connection, and tells why that is not possible; `null` if it is. */
async function knock(url: string): Promise<string | null> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1')
  try {
    await once(socket, 'connect')
    return null
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? ''
  } finally {
    socket.destroy()
  }
}
