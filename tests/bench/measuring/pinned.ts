import { execFileSync } from 'node:child_process'
import { cpus } from 'node:os'
import process from 'node:process'

/** Core 0 is the server's, core 1 that of all who load, count and look on. */
export type Core = 0 | 1

/** The command that runs another one on a core of its own, as the same process. */
export function pinnedTo(core: Core, command: readonly string[]): readonly string[] {
  return ['taskset', '-c', String(core), ...command]
}

/**
 * Leaves the server's core to the server: moves this process, and all it will start, to core 1.
 *
 * @returns What gives it all cores back, for whatever comes next.
 */
export function stepAside(): () => void {
  moveTo('1')
  return () => moveTo(`0-${cpus().length - 1}`)
}

function moveTo(cores: string): void {
  execFileSync('taskset', ['-a', '-cp', cores, String(process.pid)])
}
