import { ask } from './running/ask.ts'
import { type Server, startServer } from './running/start-server.ts'
import { programOf } from './servers.ts'

/** Starts a server of one's own that speaks MongoDB's protocol. It has no transactions, no text and TTL indexes. */
export async function startMongodb(): Promise<Server> {
  return startServer({
    program: programOf('mongodb'),
    scheme: 'mongodb',
    args: (port, dir) => [`127.0.0.1:${port}`, dir],
    answers: async (port) => (await ask(port, ping())).includes(fine),
  })
}

/** BSON's `ok: 1.0`. */
const fine = Buffer.from('\x01ok\0\0\0\0\0\0\0\xf0\x3f', 'latin1')

/** The command `{ping: 1, $db: 'admin'}` in an OP_MSG. */
function ping(): Uint8Array {
  const body = Buffer.from('\x10ping\0\x01\0\0\0\x02$db\0\x06\0\0\0admin\0\0', 'latin1')
  const message = Buffer.alloc(25 + body.length)
  message.writeInt32LE(message.length, 0)
  message.writeInt32LE(2013, 12)
  message.writeInt32LE(4 + body.length, 21)
  body.copy(message, 25)
  return message
}
