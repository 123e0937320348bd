import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { setTimeout } from 'node:timers/promises'
import { type Core, pinnedTo } from './pinned.ts'

/** A server in a process of its own, on a core of its own. */
export interface Pinned {
  readonly pid: number
  /** Forgets what it wrote until now, so that the disk does not fill up. */
  truncateOutput(): void
  end(): Promise<void>
}

export interface PinnedOptions {
  readonly core: Core
  readonly command: readonly string[]
  /** All it sees of the environment, beside `PATH` and `HOME`. */
  readonly env: Readonly<Record<string, string>>
  /** Takes the file that both of its outputs go to: nobody has to read it meanwhile. */
  readonly folder: string
  /** Answers with 2xx once it is there. */
  readonly readyUrl: string
}

const longestStartMs = 20_000
const gentleMs = 5000

/** What must not outlive this process. */
const running = new Set<ChildProcess>()

process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => process.exit(1))

export async function startPinned(options: PinnedOptions): Promise<Pinned> {
  const file = join(options.folder, 'output')
  const child = spawnInto(file, options)
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const end = async () => {
    child.kill('SIGTERM')
    await Promise.race([ended, setTimeout(gentleMs, undefined, { ref: false })])
    child.kill('SIGKILL')
    await ended
    running.delete(child)
  }
  const start = Date.now()
  while (!(await answers(options.readyUrl))) {
    if (child.exitCode === null && Date.now() - start < longestStartMs) continue
    await end()
    const words = readFileSync(file, 'utf8').slice(-2000)
    throw new Error(`Cannot start ${options.command.join(' ')}:\n${words}`)
  }
  return { pid: child.pid ?? 0, truncateOutput: () => truncateSync(file), end }
}

function spawnInto(file: string, { core, command, env }: PinnedOptions): ChildProcess {
  const [program = '', ...args] = pinnedTo(core, command)
  // To append, so that it goes on at the beginning after the file was truncated.
  const output = openSync(file, 'a')
  const child = spawn(program, args, {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
    stdio: ['ignore', output, output],
  })
  closeSync(output)
  running.add(child)
  return child
}

async function answers(url: string): Promise<boolean> {
  const response = await fetch(url).catch(() => null)
  await response?.body?.cancel()
  if (response?.ok) return true
  await setTimeout(50)
  return false
}
