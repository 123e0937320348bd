// A program: starts a server, tells its port, and then does what its argument says.
import process from 'node:process'
import { setTimeout } from 'node:timers/promises'
import { echoServer } from './echo-server.ts'
import { startServer } from './start-server.ts'

const server = await startServer(echoServer)
process.stdout.write(`${server.port}\n`)
const scenes: Readonly<Record<string, () => Promise<void>>> = {
  hold: () => setTimeout(60_000),
  async freeze() {
    server.freeze()
    process.stdout.write('frozen\n')
    await setTimeout(60_000)
  },
  async stop() {
    await server.stop()
    process.stdout.write('stopped\n')
  },
  async forget() {},
}
await scenes[process.argv[2] ?? '']?.()
