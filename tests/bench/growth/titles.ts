import { join } from 'node:path'
import { internalHeaders, internalSecret } from '../../support/internal-token.ts'
import { createTemporaryFolders } from '../../support/temporary-folders.ts'
import { type Load, load } from '../measuring/wrk.ts'
import { compare, type World } from './figures/alternating.ts'
import type { Figure } from './figures/figures.ts'
import { say } from './figures/say.ts'
import { fillStore } from './fill-store.ts'
import { type Service, startService, titleUrl } from './service.ts'

const sizes = [100, 100_000] as const
const connections = 32
const seconds = 3
const script = join(import.meta.dirname, 'many-titles.lua')

/** Of so many titles one is asked for, which all services have. */
const known = 50

/** What a request costs with few and with many stored titles: one in memory, and all of them. */
export async function titles(): Promise<readonly Figure[]> {
  const folders = createTemporaryFolders()
  const services: Service[] = []
  for (const size of sizes) {
    const dir = folders.make()
    await fillStore(dir, size)
    services.push(await startService({ DATA_DIR: dir, INTERNAL_JWT_SECRET: internalSecret }))
    say(`  ${size} titles stored`)
  }
  // The memory of each is as full as it can get.
  for (const [index, { url }] of services.entries()) await walk(url, index, 0, '')
  const figures = [...(await fromMemory(services)), ...(await fromStore(services))]
  for (const service of services) await service.end()
  folders.removeAll()
  return figures
}

function fromMemory(services: readonly Service[]): Promise<readonly Figure[]> {
  return compare(
    'a title from memory',
    worldsOf(services, ({ url }) => load(titleUrl(url, known), { connections, seconds })),
  )
}

/** Few of them are ever in memory: it is emptied each time that all of the smaller store were read. */
async function fromStore(services: readonly Service[]): Promise<readonly Figure[]> {
  const { Authorization = '' } = await internalHeaders()
  return compare(
    'titles from the store',
    worldsOf(services, ({ url }, index) => walk(url, index, sizes[0], Authorization)),
  )
}

function worldsOf(
  services: readonly Service[],
  ask: (service: Service, index: number) => Promise<Load>,
): readonly [World, World] {
  const [few, many] = services.map((service, index) => ({
    name: `${sizes[index]} stored`,
    processes: [service.process],
    load: () => ask(service, index),
  }))
  return [few as World, many as World]
}

function walk(url: string, index: number, every: number, token: string): Promise<Load> {
  const args = [String(sizes[index]), String(every), token]
  return load(url, { connections, seconds, script, args })
}
