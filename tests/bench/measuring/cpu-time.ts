import { readFileSync } from 'node:fs'

/** Linux counts CPU time in hundredths of a second, whatever the machine. */
const tickMicroseconds = 10_000

/** How much CPU time a process has taken with all its threads, its own and the kernel's for it. */
export function cpuMicroseconds(pid: number): number {
  return parseStat(readFileSync(`/proc/${pid}/stat`, 'utf8'))
}

/** @param stat What `/proc/<pid>/stat` says. A program's name may have spaces and brackets. */
export function parseStat(stat: string): number {
  const [, , , , , , , , , , , user, system] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(user) + Number(system)) * tickMicroseconds
}
