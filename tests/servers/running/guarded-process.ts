import { spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import process from 'node:process'

/** A process that cannot outlive this one. */
export interface GuardedProcess {
  /** All it has written, to both of its outputs. */
  output(): string
  /** Signals to it alone, not to what it has started. */
  signal(name: 'SIGSTOP' | 'SIGCONT'): void
  /** Kills it, and then all it has started; resolves once it is gone. */
  kill(): Promise<void>
  /** Resolves once it is gone, with what it ended by: `exit code 1`, `SIGKILL`. */
  readonly ended: Promise<string>
}

/**
 * The shell leaves a guard behind and becomes the program. The guard reads what nobody writes, until
 * the pipe is closed: the program has ended, or this process has, however it went. Then it kills its
 * whole group, with what the program has started.
 */
const script = `exec 3<&0
(read -r _ <&3; kill -s KILL -- -$$) &
exec "$@" </dev/null`

/**
 * @param output The file that its output is written to, in place of what was there.
 * @param env What it sees of its environment, beside `PATH` and `HOME`.
 */
export function startGuarded(
  command: readonly string[],
  output: string,
  env: Readonly<Record<string, string>> = {},
): GuardedProcess {
  const file = openSync(output, 'w')
  const child = spawn('/bin/sh', ['-c', script, 'sh', ...command], {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
    stdio: ['pipe', file, file],
    detached: true,
  })
  closeSync(file)
  // A test that forgets to stop it must end all the same; one that waits for its end must not.
  child.unref()
  const ended = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`))
  })
  return {
    output: () => readFileSync(output, 'utf8'),
    // Not `child.kill`: on Deno that closes its input, too.
    signal: (name) => void process.kill(child.pid as number, name),
    async kill() {
      child.ref()
      child.kill('SIGKILL')
      await ended
    },
    ended,
  }
}
