import process from 'node:process'
import { ask } from './ask.ts'
import type { Startable } from './start-once.ts'

/** A server that says back what it is told. */
export const echoServer: Startable = {
  program: process.execPath,
  scheme: 'tcp',
  args: (port) => [
    '--eval',
    `require('net').createServer((socket) => socket.pipe(socket)).listen(${port}, '127.0.0.1')`,
  ],
  answers: async (port) => (await ask(port, 'there?')).toString() === 'there?',
}
