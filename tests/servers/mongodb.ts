import { mongoMessage } from './mongo-message.ts'
import { ask } from './running/ask.ts'
import { type Server, startServer } from './running/start-server.ts'
import { programOf } from './servers.ts'

const ping = mongoMessage({ ping: 1, $db: 'admin' })

/**
 * Starts a server of one's own that speaks MongoDB's protocol. It knows no transactions, no change
 * streams, and no indexes of text or with a lifetime.
 */
export async function startMongodb(): Promise<Server> {
  return startServer({
    program: programOf('mongodb'),
    scheme: 'mongodb',
    args: (port, dir) => [`127.0.0.1:${port}`, dir],
    answers: async (port) => (await ask(port, ping)).includes('ok'),
  })
}
