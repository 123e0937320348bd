import { join } from 'node:path'
import process from 'node:process'
import { setTimeout } from 'node:timers/promises'
import { type Program, startProcess } from '../../support/start-process.ts'
import { createTemporaryFolders } from '../../support/temporary-folders.ts'
import { load } from '../measuring/wrk.ts'
import { compare, type World } from './figures/alternating.ts'
import type { Figure } from './figures/figures.ts'
import { say } from './figures/say.ts'
import { fillStore } from './fill-store.ts'
import { type Service, startService, titleUrl } from './service.ts'

const many = 5000
const holders = 10
const seconds = 3
const connections = 32
const holder = join(import.meta.dirname, '../sockets/holder.ts')

/**
 * What a request costs with one WebSocket open and with 5,000, pings included. Needs `ulimit -n`
 * above 5,100.
 */
export async function webSockets(): Promise<readonly Figure[]> {
  const folders = createTemporaryFolders()
  const services: Service[] = []
  for (let count = 0; count < 2; count += 1) {
    const dir = folders.make()
    await fillStore(dir, 1)
    services.push(await startService({ ...limits, DATA_DIR: dir }))
  }
  const [quiet, busy] = services as [Service, Service]
  const programs = [await hold(quiet, 1), ...(await holdMany(busy))]
  const worldOf = ({ url, process }: Service, name: string): World => ({
    name,
    processes: [process],
    load: () => load(titleUrl(url, 1), { connections, seconds }),
  })
  const figures = await compare('a title from memory', [
    worldOf(quiet, '1 WebSocket open'),
    worldOf(busy, `${many} WebSockets open`),
  ])
  if (programs.some((program) => program.output().includes('"lost"'))) {
    throw new Error('Cannot count this: some WebSockets were closed')
  }
  for (const program of programs) await program.end()
  for (const service of services) await service.end()
  folders.removeAll()
  return figures
}

const limits = { WEBSOCKET_MAX_CONNECTIONS: String(many), WEBSOCKET_MAX_PER_CLIENT: '0' }

/** Spread over half a minute, as pings are then: each round has its share of them. */
async function holdMany(service: Service): Promise<readonly Program[]> {
  const programs: Program[] = []
  while (programs.length < holders) {
    const [program] = await Promise.all([hold(service, many / holders), setTimeout(3000)])
    programs.push(program)
  }
  say(`  ${many} WebSockets open`)
  return programs
}

async function hold({ url }: Service, count: number): Promise<Program> {
  const program = startProcess([process.execPath, holder, url, String(count)], {})
  await program.line('"opened"')
  return program
}
