import { execFile } from 'node:child_process'
import { join } from 'node:path'
import process from 'node:process'
import { promisify } from 'node:util'

/** Runs a program of this folder in a process of its own, on the runtime that runs the test. */
export async function runProgram(file: string, ...args: readonly string[]): Promise<void> {
  const options = 'Deno' in globalThis ? ['run', '-A', '--no-check'] : []
  const program = join(import.meta.dirname, file)
  await promisify(execFile)(process.execPath, [...options, program, ...args])
}
