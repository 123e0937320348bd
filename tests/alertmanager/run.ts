import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { programOf, type ServerName } from '../servers/servers.ts'

/** Runs a program to its end. Resolves to its output; rejects with all it said if it fails. */
export async function run(name: ServerName, ...args: readonly string[]): Promise<string> {
  try {
    return (await promisify(execFile)(programOf(name), args)).stdout
  } catch (error) {
    const { stdout, stderr, message } = error as Error & { stdout: string; stderr: string }
    throw new Error(`${name} failed: ${message}\n${stdout}${stderr}`, { cause: error })
  }
}
