import { writeSync } from 'node:fs'
import process from 'node:process'
import type { Output } from './output.ts'

/** The part of Deno that is called here. */
interface DenoGlobal {
  readonly stdout: { write(bytes: Uint8Array): Promise<number> }
}

const { Deno: deno } = globalThis as { Deno?: DenoGlobal }

/** Standard output of Node, Deno and Bun. */
export const standardOutput: Output = {
  // Deno's process.stdout blocks everything while nobody reads a pipe.
  write: deno ? (bytes) => writeToDeno(deno, bytes) : writeToStream,
  writeNow(bytes) {
    for (let written = 0; written < bytes.length; ) written += writeSync(1, bytes, written)
  },
}

function writeToStream(bytes: Uint8Array): Promise<void> {
  const { stdout } = process
  // Without anyone who listens, a reader who has left would end the process.
  if (!stdout.listeners('error').includes(ignore)) stdout.on('error', ignore)
  return new Promise((resolve, reject) => {
    stdout.write(bytes, (error) => (error ? reject(error) : resolve()))
  })
}

function ignore(): void {}

async function writeToDeno({ stdout }: DenoGlobal, bytes: Uint8Array): Promise<void> {
  for (let written = 0; written < bytes.length; ) {
    written += await stdout.write(bytes.subarray(written))
  }
}
