import { whenThere } from '../soon.ts'
import type { Aliases } from './aliases.ts'

/** Aliases that are near, with others behind them: what the far ones know, the near ones learn. */
export function layeredAliases(near: Aliases, far: Aliases): Aliases {
  async function findFar(alias: string): Promise<number | null> {
    const id = await far.find(alias)
    if (id !== null) await near.learn(alias, id)
    return id
  }

  return {
    find: (alias) => whenThere(near.find(alias), (known) => known ?? findFar(alias)),
    async learn(alias, id) {
      await Promise.all([near.learn(alias, id), far.learn(alias, id)])
    },
  }
}
