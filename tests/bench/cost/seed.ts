import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { cacheFolder } from '../../servers/fetching/cache-folder.ts'
import { findProgram } from '../../servers/fetching/find-program.ts'
import { batching, type Subject, type Surroundings } from './subject.ts'

const source = join(import.meta.dirname, '..', 'peers', 'seed')

/** The code of the seed document, in Python; or why it cannot be run here. */
export function seedSubject(
  env: Readonly<Record<string, string>>,
  { tracesUrl }: Surroundings,
): Subject | string {
  let python: string
  try {
    python = installed()
  } catch (error) {
    return `Left out: the seed document's code. ${(error as Error).message.split('\n')[0]}`
  }
  return {
    name: 'seed',
    title: "seed document's code (Python)",
    command: [python, join(source, 'main.py')],
    env: {
      ...env,
      ...batching,
      ENVIRONMENT: 'production',
      OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: tracesUrl('seed'),
    },
    spans: 'all',
  }
}

/** A Python of its own in the cache, which has what it needs; made once per list of that. */
function installed(): string {
  const requirements = join(source, 'requirements.txt')
  const version = createHash('sha256').update(readFileSync(requirements)).digest('hex').slice(0, 8)
  const folder = join(cacheFolder(), `seed-${version}`)
  const done = join(folder, 'installed')
  const python = join(folder, 'bin', 'python')
  if (existsSync(done)) return python
  const system = findProgram('python3')
  if (system === null) throw new Error('Python is missing')
  rmSync(folder, { recursive: true, force: true })
  run([system, '-m', 'venv', folder])
  run([python, '-m', 'pip', 'install', '--quiet', '--requirement', requirements])
  writeFileSync(done, '')
  return python
}

function run([program = '', ...args]: readonly string[]): void {
  execFileSync(program, args, { env: process.env, stdio: ['ignore', 'ignore', 'inherit'] })
}
