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

/** Starts a process that holds a server, and kills it without a warning. */
async function portAfterHardKill(...args: readonly string[]): Promise<number> {
  const holder = spawn(process.execPath, [join(import.meta.dirname, 'holder.ts'), ...args])
  const [port] = await once(createInterface({ input: holder.stdout }), 'line')
  holder.kill('SIGKILL')
  await once(holder, 'exit')
  return Number(port)
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
describe('a server of a process that is killed', () => {
  it('is gone at once', async () => {
    await untilRefused(await portAfterHardKill())
  })

  it('is gone even if it was frozen', async () => {
    await untilRefused(await portAfterHardKill('--freeze'))
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
