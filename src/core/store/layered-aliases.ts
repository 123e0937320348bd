import type { Aliases } from './aliases.ts'

/** Aliases that are near, with others behind them: what the far ones know, the near ones learn. */
export function layeredAliases(near: Aliases, far: Aliases): Aliases {
  return {
    async find(alias) {
      const known = await near.find(alias)
      if (known !== null) return known
      const id = await far.find(alias)
      if (id !== null) await near.learn(alias, id)
      return id
    },
    async learn(alias, id) {
      await Promise.all([near.learn(alias, id), far.learn(alias, id)])
    },
  }
}
