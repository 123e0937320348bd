import { globSync, readFileSync } from 'node:fs'

/** How much memory the processes of a group have, on Linux. */
export function residentBytes(group: number): number {
  return globSync('/proc/[0-9]*')
    .map((process) => [read(`${process}/stat`), read(`${process}/status`)] as const)
    .filter(([stat]) => Number(stat.split(') ')[1]?.split(' ')[2]) === group)
    .map(([, status]) => Number(/^VmRSS:\s*(\d+)/m.exec(status)?.[1]) * 1024)
    .reduce((sum, bytes) => sum + bytes, 0)
}

/** Empty if it has ended meanwhile. */
function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
