import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { runtimes } from '../../runtimes/runtimes.ts'
import { cacheFolder } from '../../servers/fetching/cache-folder.ts'
import { batching, type Subject, type Surroundings } from './subject.ts'

const source = join(import.meta.dirname, '..', 'peers')

/** Copies the peers' package to the cache, and installs there what its lock says: once per lock. */
export function installPeers(): string {
  const installed = join(cacheFolder(), 'peers')
  mkdirSync(installed, { recursive: true })
  for (const file of ['package.json', 'package-lock.json']) {
    cpSync(join(source, file), join(installed, file))
  }
  const lock = readFileSync(join(source, 'package-lock.json'), 'utf8')
  const done = join(installed, 'node_modules', '.installed-lock.json')
  if (textOf(done) !== lock) {
    execFileSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: installed, stdio: 'inherit' })
    writeFileSync(done, lock)
  }
  rmSync(join(installed, 'src'), { recursive: true, force: true })
  cpSync(source, join(installed, 'src'), { recursive: true })
  return join(installed, 'src')
}

/** What Node itself is told where it runs our service: all between it and the program. */
const flagsOfOurs = runtimes.find(({ name }) => name === 'node')?.command.slice(1, -1) ?? []

/** @param folder Where `installPeers` put them. */
export function peerSubjects(
  folder: string,
  env: Readonly<Record<string, string>>,
  { tracesUrl }: Surroundings,
): readonly Subject[] {
  const command = (file: string) => [process.execPath, join(folder, file)]
  const traced = (name: 'hono-stack' | 'fastify-stack') => ({
    ...env,
    ...batching,
    OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: tracesUrl(name),
  })
  return [
    {
      name: 'node-http',
      title: 'bare node:http',
      command: command('node-http.ts'),
      env,
      spans: 'none',
    },
    { name: 'bare-hono', title: 'bare Hono', command: command('bare-hono.ts'), env, spans: 'none' },
    {
      name: 'bare-hono-as-ours',
      title: 'bare Hono, V8 set as ours is',
      command: [process.execPath, ...flagsOfOurs, join(folder, 'bare-hono.ts')],
      env,
      spans: 'none',
    },
    {
      name: 'hono-stack',
      title: 'usual Hono stack',
      command: command('hono-stack.ts'),
      env: traced('hono-stack'),
      spans: 'all',
    },
    {
      name: 'fastify-stack',
      title: 'usual Fastify stack',
      command: command('fastify-stack.ts'),
      env: traced('fastify-stack'),
      spans: 'all',
    },
  ]
}

/** Empty if it is not there. */
function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
