import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'

/** Something our service runs on. */
export interface Runtime {
  readonly name: string
  /** What `npm run` would run. */
  readonly command: readonly string[]
  /** Whether it is one process that lives long: with a store, metrics and peers that it sees. */
  readonly livesLong: boolean
}

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'))

export const runtimes: readonly Runtime[] = [
  { name: 'node', command: commandOf('start'), livesLong: true },
  { name: 'deno', command: commandOf('start:deno'), livesLong: true },
  { name: 'bun', command: commandOf('start:bun'), livesLong: true },
  { name: 'workerd', command: commandOf('start:workerd'), livesLong: false },
]

/** What to give to `describe`: without the runtime nothing can be asked, and on CI that is a fault. */
export function unlessMissing({ name, command }: Runtime): { skip: string | false } {
  const binary = name === 'workerd' ? installed(name) : (command[0] ?? '')
  const works = spawnSync(binary, ['--version']).status === 0
  return { skip: !works && process.env.CI !== 'true' && `${name} is missing: run npm install` }
}

function commandOf(script: string): readonly string[] {
  const [program, ...args]: readonly string[] = scripts[script].split(' ')
  return [program === 'node' ? process.execPath : installed(program ?? ''), ...args]
}

function installed(program: string): string {
  return join('node_modules', '.bin', program)
}
