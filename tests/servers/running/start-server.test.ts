import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import { after, describe, it } from 'node:test'
import { ask } from './ask.ts'
import { echoServer } from './echo-server.ts'
import { freePort } from './free-port.ts'
import type { Startable } from './start-once.ts'
import { type Server, startServer } from './start-server.ts'

// A process of Node's takes some 50 ms until it answers.
describe('startServer()', () => {
  const running: Server[] = []
  after(() => Promise.all(running.map((server) => server.stop())))

  async function start(...args: Parameters<typeof startServer>): Promise<Server> {
    const server = await startServer(...args)
    running.push(server)
    return server
  }

  function shell(script: string): Startable {
    return {
      program: '/bin/sh',
      scheme: 'tcp',
      args: () => ['-c', script],
      answers: async () => false,
    }
  }

  it('resolves once the server answers at its address', async () => {
    const { url, port } = await start(echoServer)

    assert.equal(url, `tcp://127.0.0.1:${port}`)
    assert.equal((await ask(port, 'hello')).toString(), 'hello')
  })

  it('tells how a program ended that cannot start, and what it said', async () => {
    const bad = startServer(shell('echo Unknown option; echo Goodbye >&2; exit 3'))

    await assert.rejects(bad, {
      message:
        'Cannot start /bin/sh: it ended with exit code 3, and its last output was:\nUnknown option\nGoodbye',
    })
  })

  it('tells that a program is not there', async () => {
    await assert.rejects(startServer({ ...echoServer, program: '/nowhere/server' }), {
      message: /^Cannot start \/nowhere\/server: it ended with exit code 127, .*\n.*not found/,
    })
  })

  it('tells what a program said that does not answer in time, and ends it', async () => {
    const port = await freePort()
    const deaf = { ...echoServer, answers: async () => false }
    const late = startServer(deaf, { pickPort: async () => port, limitMs: 150 })

    await assert.rejects(late, /it does not answer after 150 ms, and its last output was:/)
    await assert.rejects(ask(port, 'hello'), { code: 'ECONNREFUSED' })
  })

  it('picks another port when somebody has taken the first', async () => {
    const [taken, free] = [await freePort(), await freePort()]
    const ports = [taken, free]
    const other = createServer().listen(taken, '127.0.0.1').unref()

    const { port } = await start(echoServer, { pickPort: async () => ports.shift() ?? 0 })

    assert.equal(port, free)
    other.close()
  })

  it('gives up when all ports are taken', async () => {
    const busy = shell('echo bind: Address already in use >&2; exit 1')

    await assert.rejects(startServer(busy, { pickPort: async () => 7 }), {
      message: 'Cannot start /bin/sh: somebody has taken ports 7,7,7,7,7',
    })
  })

  it('says so when the port of a server to be restarted is taken', async () => {
    const server = await start(echoServer)
    await server.kill()
    const other = createServer().listen(server.port, '127.0.0.1').unref()

    await assert.rejects(server.restart(), {
      message: `Cannot restart ${echoServer.program}: port ${server.port} is taken`,
    })
    other.close()
  })

  it('removes the data of a server that is stopped, or could not start', async () => {
    const dirs: string[] = []
    const watched = (startable: Startable): Startable => ({
      ...startable,
      args(port, dir) {
        dirs.push(dir)
        return startable.args(port, dir)
      },
    })
    const server = await startServer(watched(echoServer))
    await server.stop()
    await assert.rejects(startServer(watched(shell('exit 1'))))

    assert.deepEqual(dirs.map(existsSync), [false, false])
  })
})
