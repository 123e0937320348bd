import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { describe, it } from 'node:test'
import { missing } from '../servers/missing.ts'
import { runtimes, unlessMissing } from './runtimes.ts'

/** Everything that lies behind a port, by its contract and with its real server. */
const files = [
  'sqlite/store',
  'mongodb/store',
  'redis/cache',
  'redis/aliases',
  'redis/turns',
  'redis/bus',
  'rate-limiter/redis',
  'timers/jobs',
  'bullmq/jobs',
  'webhooks/post',
].map((name) => `./tests/adapters/${name}.test.ts`)

const commands: Readonly<Record<string, readonly string[]>> = {
  deno: ['test', '--no-check', '--unstable-no-legacy-abort', '--allow-all'],
  bun: ['test', '--timeout', '30000'],
}

/** Longest run of one file, in milliseconds. */
const limitMs = 60_000

async function run(program: string, args: readonly string[]): Promise<string> {
  const child = spawn(program, args)
  const timer = setTimeout(() => child.kill('SIGKILL'), limitMs)
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk
    })
  }
  const { promise, resolve } = Promise.withResolvers<string>()
  child.once('close', (code) => resolve(code === 0 ? 'passed' : `exit code ${code}\n${output}`))
  return promise.finally(() => clearTimeout(timer))
}

// Node runs these files anyway.
for (const runtime of runtimes) {
  const command = commands[runtime.name]
  if (command === undefined) continue
  const [program = ''] = runtime.command
  const skip = unlessMissing(runtime).skip || missing('redis', 'mongodb')

  describe(`${runtime.name} keeps the contracts`, { skip }, () => {
    for (const file of files) {
      it(`of ${file}`, async () => {
        assert.equal(await run(program, [...command, file]), 'passed')
      })
    }
  })
}
