import { type ChildProcess, spawn } from 'node:child_process'
import process from 'node:process'
import { createInterface } from 'node:readline'
import { setTimeout } from 'node:timers/promises'

/** A program in a process of its own. */
export interface Program {
  /** Also the id of its group: all it has started is in there. */
  readonly pid: number
  /** All it has written, to both of its outputs. */
  output(): string
  /** Resolves with the first line that says this; rejects if the program ends before. */
  line(says: string): Promise<string>
  signal(name: 'SIGTERM' | 'SIGINT' | 'SIGKILL'): void
  /** Its exit code; `null` if it was killed. */
  readonly ended: Promise<number | null>
  /** Ends it and all it has started, gently at first. Does nothing if it has ended. */
  end(): Promise<void>
}

/** How long a program may take to end by itself before it is killed. */
const gentleMs = 2000

/** The groups of processes that must not outlive this one. */
const running = new Set<ChildProcess>()

process.once('exit', () => running.forEach(kill))
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => process.exit(1))

/** @param env What the program sees of its environment, beside `PATH`. */
export function startProcess(
  [command = '', ...args]: readonly string[],
  env: Readonly<Record<string, string>>,
): Program {
  const child = spawn(command, args, {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  running.add(child)
  const written = collect(child)
  const ended = endOf(child, written.lines)
  return {
    pid: child.pid ?? 0,
    output: () => written.lines.join('\n'),
    line: (says) => Promise.race([written.line(says), diedWithout(says, ended, written.lines)]),
    signal: (name) => void child.kill(name),
    ended,
    async end() {
      child.kill('SIGTERM')
      await Promise.race([ended, setTimeout(gentleMs, undefined, { ref: false })])
      kill(child)
      await ended
    },
  }
}

function collect(child: ChildProcess) {
  const lines: string[] = []
  const waiting = new Set<() => void>()
  for (const input of [child.stdout, child.stderr]) {
    if (input === null) continue
    createInterface({ input }).on('line', (line) => {
      lines.push(line)
      for (const look of waiting) look()
    })
  }
  return {
    lines,
    line(says: string): Promise<string> {
      const found = Promise.withResolvers<string>()
      const look = () => {
        const line = lines.find((line) => line.includes(says))
        if (line === undefined) return
        waiting.delete(look)
        found.resolve(line)
      }
      waiting.add(look)
      look()
      return found.promise
    },
  }
}

function endOf(child: ChildProcess, lines: string[]): Promise<number | null> {
  const ended = Promise.withResolvers<number | null>()
  const end = (code: number | null) => {
    running.delete(child)
    ended.resolve(code)
  }
  child.once('close', end)
  child.once('error', ({ message }) => {
    lines.push(message)
    end(null)
  })
  return ended.promise
}

async function diedWithout(
  says: string,
  ended: Promise<number | null>,
  lines: readonly string[],
): Promise<never> {
  const code = await ended
  throw new Error(`The program ended with ${code} and did not say "${says}":\n${lines.join('\n')}`)
}

/** Kills the whole group, for a program that is killed cannot end what it has started. */
function kill({ pid }: ChildProcess): void {
  if (pid === undefined) return
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // All of them have ended.
  }
}
