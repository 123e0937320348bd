// A program: runs the benchmarks that it is told, all if none.
import process from 'node:process'

const benches: Readonly<Record<string, () => Promise<{ readonly run: () => Promise<void> }>>> = {
  cost: () => import('./cost/cost.ts'),
  growth: () => import('./growth/growth.ts'),
  sockets: () => import('./sockets/sockets.ts'),
}

const asked = process.argv.slice(2)
for (const name of asked.length > 0 ? asked : Object.keys(benches)) {
  const load = benches[name]
  if (!load) throw new Error(`Cannot run ${name}: expected some of ${Object.keys(benches)}`)
  await (await load()).run()
}
