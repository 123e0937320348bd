import { execFileSync } from 'node:child_process'
import { arch, cpus, release, totalmem, type } from 'node:os'
import process from 'node:process'

/** On what something was measured, when, and which state of the code. */
export interface Machine {
  readonly cpu: string
  readonly cores: number
  readonly memoryGib: number
  readonly kernel: string
  readonly node: string
  readonly date: string
  /** Ends in `+` if files differed from it; `unknown` without git. */
  readonly commit: string
}

export function machine(): Machine {
  return {
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryGib: Math.round(totalmem() / 2 ** 30),
    kernel: `${type()} ${release()} ${arch()}`,
    node: process.version,
    date: new Date().toISOString(),
    commit: commit(),
  }
}

/** One line, for people. */
export function describeMachine({ cpu, cores, memoryGib, kernel, node, ...rest }: Machine): string {
  const { date, commit } = rest
  return `${cpu}, ${cores} cores, ${memoryGib} GiB; ${kernel}; Node ${node}; ${date}; ${commit}`
}

function commit(): string {
  try {
    const name = git('rev-parse', '--short', 'HEAD')
    return git('status', '--porcelain', '--untracked-files=no') === '' ? name : `${name}+`
  } catch {
    return 'unknown'
  }
}

function git(...args: readonly string[]): string {
  return execFileSync('git', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
}
