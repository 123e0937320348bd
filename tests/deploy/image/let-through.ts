import { readFileSync } from 'node:fs'

const patterns = readFileSync('.dockerignore', 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))

/** Whether `.dockerignore` lets the image have a file: the last line that fits decides. */
export function letThrough(path: string): boolean {
  const last = patterns.findLast((line) => fits(path, line.replace(/^!/, '')))
  return last === undefined || last.startsWith('!')
}

function fits(path: string, pattern: string): boolean {
  return pattern === '*' || path === pattern || path.startsWith(`${pattern}/`)
}
