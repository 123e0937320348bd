import { ask } from './running/ask.ts'
import { type Server, startServer } from './running/start-server.ts'
import { programOf } from './servers.ts'

/** Every write is in its file before it is answered, so that being killed loses none. */
const kept = ['--save', '', '--appendonly', 'yes', '--appendfsync', 'no']

export interface RedisOptions {
  /** More arguments of redis-server: `['--maxmemory', '10mb']`. */
  readonly args?: readonly string[]
}

/** Starts a Redis of one's own. */
export async function startRedis({ args = [] }: RedisOptions = {}): Promise<Server> {
  return startServer({
    program: programOf('redis'),
    scheme: 'redis',
    args: (port, dir) => {
      return ['--bind', '127.0.0.1', '--port', `${port}`, '--dir', dir, ...kept, ...args]
    },
    // One that wants a password is there, too.
    answers: async (port) => /^(\+PONG|-NOAUTH)/.test((await ask(port, 'PING\r\n')).toString()),
  })
}
