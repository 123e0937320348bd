import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import type { Readable } from 'node:stream'
import { createConsoleLog } from '../adapters/console/log.ts'
import { type Config, parseConfig, settings } from '../config.ts'
import { version } from '../core/version.ts'
import { addressOf } from './process/address-of.ts'
import { cannotStart } from './process/cannot-start.ts'
import { onStopSignal } from './process/on-stop-signal.ts'
import { bundleWorker } from './workerd/bundle-worker.ts'
import { workerdConfig } from './workerd/workerd-config.ts'

try {
  const config = parseConfig(process.env)
  const folder = mkdtempSync(join(tmpdir(), 'anilibria-workerd-'))
  const remove = () => rmSync(folder, { recursive: true, force: true })
  process.once('exit', remove)
  const child = spawnWorkerd(await prepare(folder, config))
  const ended = endOf(child, config)
  await tellStarted(child, ended, config)
  remove()
  process.exit((await ended) ? 0 : 1)
} catch (error) {
  cannotStart(error)
}

/** Writes what workerd needs into a folder, and tells where its configuration is. */
async function prepare(folder: string, { HOST, PORT }: Config): Promise<string> {
  await bundleWorker(join(folder, 'worker.js'))
  const options = {
    address: addressOf(HOST, PORT),
    worker: 'worker.js',
    variables: Object.keys(settings).filter((name) => process.env[name] !== undefined),
  }
  const file = join(folder, 'workerd.capnp')
  writeFileSync(file, workerdConfig(options))
  return file
}

function spawnWorkerd(file: string): ChildProcess {
  const { default: workerd } = createRequire(import.meta.url)('workerd') as { default: string }
  return spawn(workerd, ['serve', '--control-fd=3', file], {
    stdio: ['ignore', 'inherit', 'inherit', 'pipe'],
  })
}

/** Passes on who wants it to end, and resolves when it has: with whether it ended well. */
function endOf(child: ChildProcess, { SHUTDOWN_GRACE_MS }: Config): Promise<boolean> {
  const ended = Promise.withResolvers<boolean>()
  const cut = () => child.kill('SIGKILL')
  child.once('error', ended.reject)
  child.once('exit', (code) => ended.resolve(code === 0))
  onStopSignal(() => {
    child.kill('SIGTERM')
    setTimeout(cut, SHUTDOWN_GRACE_MS)
  }, cut)
  return ended.promise
}

async function tellStarted(
  child: ChildProcess,
  ended: Promise<unknown>,
  { HOST, PORT, ENVIRONMENT, LOG_LEVEL }: Config,
): Promise<void> {
  const port = await Promise.race([portTold(child.stdio[3] as Readable), ended])
  if (typeof port !== 'number') {
    throw new Error(`Cannot listen on http://${addressOf(HOST, PORT)}: see above`)
  }
  const identity = { service: 'anilibria-service', version, environment: ENVIRONMENT }
  const log = createConsoleLog({ level: LOG_LEVEL, identity })
  log.write('serviceStarted', {
    address: `http://${addressOf(HOST, port)}`,
    admin_address: undefined,
    store: null,
  })
}

/** The port workerd listens on, which it says in a line of JSON; never, if it says none. */
async function portTold(control: Readable): Promise<number> {
  for await (const said of control) return JSON.parse(String(said)).port
  return Promise.withResolvers<never>().promise
}
