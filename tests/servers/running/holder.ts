// A program: starts a server, freezes it if asked to, tells its port, and lives on.
import process from 'node:process'
import { setInterval } from 'node:timers'
import { echoServer } from './echo-server.ts'
import { startServer } from './start-server.ts'

const server = await startServer(echoServer)
if (process.argv.includes('--freeze')) server.freeze()
process.stdout.write(`${server.port}\n`)
setInterval(() => {}, 60_000)
