import { execFileSync } from 'node:child_process'
import process from 'node:process'

/** Core 0 is the server's, core 1 that of all who load, count and look on. */
export type Core = 0 | 1

/** The command that runs another one on a core of its own, as the same process. */
export function pinnedTo(core: Core, command: readonly string[]): readonly string[] {
  return ['taskset', '-c', String(core), ...command]
}

/** Leaves the server's core to the server: moves this process, and all it will start, to core 1. */
export function stepAside(): void {
  execFileSync('taskset', ['-a', '-cp', '1', String(process.pid)])
}
