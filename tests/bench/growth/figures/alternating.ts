import { cpuMicroseconds } from '../../measuring/cpu-time.ts'
import type { Pinned } from '../../measuring/start-pinned.ts'
import { median } from '../../measuring/statistics.ts'
import type { Load } from '../../measuring/wrk.ts'
import { type Figure, growth } from './figures.ts'
import { say } from './say.ts'

/** Something that is asked, and who pays for that. */
export interface World {
  readonly name: string
  readonly processes: readonly Pick<Pinned, 'pid' | 'truncateOutput'>[]
  /** Asks for a while. */
  load(): Promise<Pick<Load, 'requests'>>
}

/**
 * Loads one world after the other, again and again, there and back, so that what changes on the
 * machine meanwhile changes for all. The first round is not counted: code gets fast in it.
 *
 * @returns For each world the CPU time a request took in each round, in microseconds.
 */
export async function costsOf(
  worlds: readonly World[],
  rounds: number,
): Promise<readonly (readonly number[])[]> {
  const costs = new Map(worlds.map((world): [World, number[]] => [world, []]))
  for (const world of worlds) await costOf(world)
  for (let round = 0; round < rounds; round += 1) {
    for (const world of round % 2 === 0 ? worlds : worlds.toReversed()) {
      costs.get(world)?.push(await costOf(world))
    }
  }
  for (const [{ name }, each] of costs) {
    say(`  ${name}: ${each.map((cost) => cost.toFixed(1)).join(', ')} µs`)
  }
  return [...costs.values()]
}

/** What a request costs in both worlds, and how much more in the second: the median of the rounds. */
export async function compare(
  what: string,
  worlds: readonly [World, World],
  rounds = 7,
): Promise<readonly Figure[]> {
  const [before = [], after = []] = await costsOf(worlds, rounds)
  const growths = before.map((cost, round) => growth(cost, after[round] ?? Number.NaN))
  return [
    ...worlds.map(({ name }, index) => ({
      what: `${what}, ${name}`,
      value: median(index === 0 ? before : after),
      unit: 'µs',
      atMost: null,
    })),
    { what: `${what}, growth`, value: median(growths), unit: '%', atMost: 10 },
  ]
}

async function costOf({ processes, load }: World): Promise<number> {
  const taken = () => processes.reduce((sum, { pid }) => sum + cpuMicroseconds(pid), 0)
  const before = taken()
  const { requests } = await load()
  const cost = (taken() - before) / requests
  for (const process of processes) process.truncateOutput()
  return cost
}
