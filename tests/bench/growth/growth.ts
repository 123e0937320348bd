import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { keepAwake } from '../measuring/awake.ts'
import { describeMachine, type Machine, machine } from '../measuring/machine.ts'
import { stepAside } from '../measuring/pinned.ts'
import { type Figure, isReached, line } from './figures/figures.ts'
import { say } from './figures/say.ts'
import { metrics } from './metrics/metrics.ts'
import { replicas } from './replicas.ts'
import { start } from './start.ts'
import { sync } from './sync.ts'
import { titles } from './titles.ts'
import { webSockets } from './web-sockets.ts'
import { worker } from './worker.ts'

type Part = () => Promise<readonly Figure[]>

/** With both cores: what they measure is time. */
const onBothCores: Readonly<Record<string, Part>> = { start, worker, sync, metrics }

/** On core 0, loaded from core 1: what they measure is CPU time. */
const onOneCore: Readonly<Record<string, Part>> = { titles, webSockets, replicas }

const file = 'bench-growth.json'

interface Found {
  readonly machine: Machine
  readonly keptAwake: boolean
  readonly figures: readonly Figure[]
}

/**
 * Whether a request costs the same however much is stored, open or beside it, and whether what
 * happens once stays short. `GROWTH=start,worker` takes only some of the parts. Takes six minutes,
 * Linux with two cores, wrk, and `ulimit -n` above 5,100.
 */
export async function run(): Promise<void> {
  const asked = process.env.GROWTH?.split(',')
  const figures: Figure[] = []
  const take = async (parts: Readonly<Record<string, Part>>) => {
    for (const [name, part] of Object.entries(parts)) {
      if (asked !== undefined && !asked.includes(name)) continue
      say(`${name}:`)
      const found = await part()
      for (const figure of found) say(`  ${line(figure)}`)
      figures.push(...found)
    }
  }
  const about = machine()
  say(describeMachine(about))
  // Everything temporary is made in here, and goes with it if something fails.
  const root = mkdtempSync(join(tmpdir(), 'anilibria-growth-'))
  process.env.TMPDIR = root
  const awake = keepAwake()
  let comeBack = (): void => {}
  try {
    await take(onBothCores)
    comeBack = stepAside()
    await take(onOneCore)
  } finally {
    comeBack()
    awake.release()
    rmSync(root, { recursive: true, force: true })
    write({ machine: about, keptAwake: awake.works, figures })
  }
}

/** Also if something has failed: with what was found until then. */
function write({ figures, ...about }: Found): void {
  const told = figures.map((figure) => ({ ...figure, reached: isReached(figure) }))
  writeFileSync(file, `${JSON.stringify({ ...about, figures: told }, null, 2)}\n`)
  say(`Written to ${file}`)
}
