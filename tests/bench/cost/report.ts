import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describeMachine, machine } from '../measuring/machine.ts'
import type { LoopDelay } from './loop-delay.ts'
import { cpuToBareHono, type Summary } from './summary.ts'
import { aligned, costTable } from './table.ts'
import { targetRows, targetsOf } from './targets.ts'

export interface Measured {
  readonly all: readonly Summary[]
  readonly loopDelay: LoopDelay | undefined
  readonly leftOut: readonly string[]
  readonly rounds: number
  readonly seconds: number
  readonly connections: number
  /** Whether the cores were kept from sleeping. */
  readonly isAwake: boolean
}

const resultFile = 'bench-cost.json'

/** Writes all of it as JSON into the current folder; what people want to know is returned. */
export function report(measured: Measured): string {
  const { all, loopDelay, leftOut, rounds, seconds, connections, isAwake } = measured
  const here = machine()
  const targets = targetsOf(all, loopDelay?.p99Ms ?? Number.NaN)
  const result = {
    machine: here,
    coresKeptAwake: isAwake,
    rounds,
    seconds,
    connections,
    peers: peerVersions(),
    leftOut,
    subjects: all.map((one) => ({ ...one, cpuToBareHono: cpuToBareHono(one, all) })),
    loopDelay,
    targets,
  }
  writeFileSync(resultFile, `${JSON.stringify(result, null, 2)}\n`)
  return [
    '',
    costTable(all),
    `Medians of ${rounds} rounds of ${seconds} s with ${connections} connections, ± the farthest round; × in the same round.`,
    ...(isAwake
      ? []
      : [
          'Cores were not kept awake, as not every machine lets us: the CPU time holds waking them.',
        ]),
    ...leftOut,
    describeMachine(here),
    '',
    aligned([['Target', 'limit', 'measured', ''], ...targetRows(targets)]),
    `All rounds: ${resultFile}`,
  ].join('\n')
}

function peerVersions(): unknown {
  const folder = join(import.meta.dirname, '..', 'peers')
  const { dependencies } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const python = readFileSync(join(folder, 'seed', 'requirements.txt'), 'utf8')
    .trim()
    .split('\n')
  return { ...dependencies, python }
}
