import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import process from 'node:process'
import { createInterface } from 'node:readline'
import { describe, it } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { ask } from './ask.ts'
import { echoServer } from './echo-server.ts'
import { startServer } from './start-server.ts'

/** A process that holds a server, for five seconds at most. */
function startHolder(scene: 'hold' | 'freeze' | 'stop' | 'forget') {
  const holder = spawn(process.execPath, [join(import.meta.dirname, 'holder.ts'), scene], {
    timeout: 5000,
    killSignal: 'SIGKILL',
  })
  const lines = createInterface({ input: holder.stdout })[Symbol.asyncIterator]()
  return {
    line: async (): Promise<string> => (await lines.next()).value ?? '',
    kill: () => holder.kill('SIGKILL'),
    ended: once(holder, 'exit'),
  }
}

/** Resolves once nobody listens on a port; rejects after a second. */
async function untilRefused(port: number): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    const error = await ask(port, 'hello', 10).catch((error) => error)
    if (error.code === 'ECONNREFUSED') return
    await setTimeout(10)
  }
  assert.fail(`Somebody still listens on port ${port}`)
}

// Two processes of Node's take some 150 ms to start.
describe('a server of a process', () => {
  it('is gone at once when that is killed', async () => {
    const holder = startHolder('hold')
    const port = Number(await holder.line())

    holder.kill()

    await untilRefused(port)
  })

  it('is gone even if it was frozen', async () => {
    const holder = startHolder('freeze')
    const port = Number(await holder.line())
    assert.equal(await holder.line(), 'frozen')

    holder.kill()

    await untilRefused(port)
  })

  it('does not keep that from ending', async () => {
    const holder = startHolder('forget')
    const port = Number(await holder.line())

    assert.deepEqual(await holder.ended, [0, null])

    await untilRefused(port)
  })

  it('is waited for when it is stopped', async () => {
    const holder = startHolder('stop')
    const port = Number(await holder.line())

    assert.equal(await holder.line(), 'stopped')

    await assert.rejects(ask(port, 'hello'), { code: 'ECONNREFUSED' })
    assert.deepEqual(await holder.ended, [0, null])
  })
})

describe('kill()', () => {
  it('takes along what the server has started', async () => {
    const parent = {
      ...echoServer,
      program: '/bin/sh',
      args: (port: number, dir: string) => {
        return ['-c', '"$@" & wait', 'sh', echoServer.program, ...echoServer.args(port, dir)]
      },
    }
    const server = await startServer(parent)

    await server.kill()

    await untilRefused(server.port)
    await server.stop()
  })
})
