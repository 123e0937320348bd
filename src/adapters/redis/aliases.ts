import type { Far } from '../../core/soon.ts'
import type { Aliases } from '../../core/store/aliases.ts'
import type { OpenRedis } from './connect.ts'
import { names } from './names.ts'
import { unlessOfOtherType } from './reach.ts'

const lifetimeSeconds = 30 * 86_400

/** Keeps each alias for 30 days. What lies there and is no id counts as absent. */
export function createRedisAliases({ reach }: OpenRedis): Far<Aliases> {
  return {
    find: (alias) =>
      reach('find an alias', async (client) =>
        parseId(await unlessOfOtherType(client.get(names.alias + alias))),
      ),
    async learn(alias, id) {
      await reach('learn an alias', (client) =>
        client.set(names.alias + alias, id, 'EX', lifetimeSeconds),
      )
    },
  }
}

function parseId(text: string | null): number | null {
  return text !== null && /^[1-9]\d{0,14}$/.test(text) ? Number(text) : null
}
