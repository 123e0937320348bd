import { alone, type Turns } from '../../core/replicas/turns.ts'
import type { OpenRedis } from './connect.ts'
import { names } from './names.ts'

/** After this time the turn of a process that died is given to another. */
const lifetimeMs = 10_000
/** For how long nobody else gets the turn after it ended well. */
const doneMs = 500

/** Ends the turn of ARGV[1], if it has not passed to somebody else. */
const endScript = `
if redis.call('get', KEYS[1]) ~= ARGV[1] then return end
if ARGV[2] == '0' then redis.call('unlink', KEYS[1]) return end
redis.call('set', KEYS[1], 'done', 'PX', ARGV[2])`

/** A turn is a key with a token that only its taker knows. Without Redis everybody has the turn. */
export function createRedisTurns({ reach }: OpenRedis): Turns {
  return {
    async take(key) {
      const name = names.turn + key
      const token = crypto.randomUUID()
      try {
        const taken = await reach('take a turn', (client) =>
          client.set(name, token, 'PX', lifetimeMs, 'NX'),
        )
        if (taken === null) return null
      } catch {
        return alone.take(key)
      }
      return {
        async end(done) {
          await reach('end a turn', (client) =>
            client.eval(endScript, 1, name, token, done ? doneMs : 0),
          ).catch(() => {})
        },
      }
    },
  }
}
