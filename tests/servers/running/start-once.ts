import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { type GuardedProcess, startGuarded } from './guarded-process.ts'

/** What there is to know about a server in order to start it. */
export interface Startable {
  /** Path of its program. */
  readonly program: string
  /** Of its address: `redis`, `http`. */
  readonly scheme: string
  /** Arguments that make it listen on a port of 127.0.0.1, and keep its data in a folder. */
  args(port: number, dir: string): readonly string[]
  /** What it sees of its environment, beside `PATH` and `HOME`. */
  readonly env?: Readonly<Record<string, string>>
  /** Whether it takes questions by now; a rejection counts as no. */
  answers(port: number): Promise<boolean>
}

/** How long to wait before a question is repeated. */
const pauseMs = 20

/**
 * Starts a server's process and waits until it answers; `null` if somebody has taken the port.
 * Rejects with its last output if it ends before, or does not answer within `limitMs`.
 */
export async function startOnce(
  { program, args, env, answers }: Startable,
  port: number,
  dir: string,
  limitMs: number,
): Promise<GuardedProcess | null> {
  const started = startGuarded([program, ...args(port, dir)], join(dir, 'output.log'), env)
  const problem = await problemOf(started, () => answers(port), limitMs)
  if (problem === null) return started
  await started.kill()
  const output = started.output().trim().split('\n').slice(-20).join('\n')
  if (/address already in use/i.test(output)) return null
  throw new Error(`Cannot start ${program}: ${problem}, and its last output was:\n${output}`)
}

/** Why it cannot be had; `null` once it answers. */
async function problemOf(
  { ended }: GuardedProcess,
  answers: () => Promise<boolean>,
  limitMs: number,
): Promise<string | null> {
  let end: string | null = null
  const gone = ended.then((how) => {
    end = `it ended with ${how}`
    return false
  })
  const start = performance.now()
  while (performance.now() - start < limitMs) {
    const isThere = await Promise.race([answers().catch(() => false), gone])
    if (isThere || end !== null) return end
    await Promise.race([setTimeout(pauseMs), gone])
  }
  return `it does not answer after ${limitMs} ms`
}
