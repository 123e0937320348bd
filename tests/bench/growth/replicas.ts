import { missing } from '../../servers/missing.ts'
import { startMongodb } from '../../servers/mongodb.ts'
import { startRedis } from '../../servers/redis.ts'
import { startUpstream } from '../../support/upstream/start-upstream.ts'
import { median } from '../measuring/statistics.ts'
import { load } from '../measuring/wrk.ts'
import { costsOf, type World } from './figures/alternating.ts'
import type { Figure } from './figures/figures.ts'
import { say } from './figures/say.ts'
import { type Service, startService, titleUrl } from './service.ts'

const counts = [1, 2, 4] as const
const [rounds, seconds, connections] = [3, 2, 32] as const

/** What a request costs with several replicas on one Redis and one store, all on one core. */
export async function replicas(): Promise<readonly Figure[]> {
  const skip = missing('redis', 'mongodb')
  if (skip) {
    say(`  Left out: ${skip}`)
    return []
  }
  const [redis, mongodb, upstream] = [
    await startRedis(),
    await startMongodb(),
    await startUpstream(),
  ]
  const env = {
    REDIS_URL: redis.url,
    MONGODB_URI: `${mongodb.url}/growth`,
    ANILIBRIA_API_URLS: upstream.url,
  }
  const services: Service[] = []
  const figures: Figure[] = []
  for (const count of counts) {
    while (services.length < count) {
      const service = await startService(env)
      // Until its code is fast: beside others it would take longer to get there.
      await askOne(service.url, connections)
      services.push(service)
    }
    const worlds = [inTurn(services), atOnce(services)]
    for (const [index, costs] of (await costsOf(worlds, rounds)).entries()) {
      const what = `a title from memory, ${worlds[index]?.name}`
      figures.push({ what, value: median(costs), unit: 'µs', atMost: null })
    }
  }
  for (const service of services) await service.end()
  for (const server of [redis, mongodb, upstream]) await server.stop()
  return figures
}

/** One is asked after the other: who is asked for nothing meanwhile pays, too. */
function inTurn(services: readonly Service[]): World {
  return worldOf(services, 'in turn', async (ask) => {
    let requests = 0
    for (const { url } of services) requests += await ask(url, connections)
    return requests
  })
}

/** All are asked at once, and share their core: on as many connections as one alone. */
function atOnce(services: readonly Service[]): World {
  return worldOf(services, 'at once', async (ask) => {
    const share = connections / services.length
    const all = await Promise.all(services.map(({ url }) => ask(url, share)))
    return all.reduce((sum, requests) => sum + requests, 0)
  })
}

function worldOf(
  services: readonly Service[],
  how: string,
  askAll: (ask: typeof askOne) => Promise<number>,
): World {
  return {
    name: `${services.length === 1 ? '1 replica' : `${services.length} replicas`} ${how}`,
    processes: services.map(({ process }) => process),
    load: async () => ({ requests: await askAll(askOne) }),
  }
}

async function askOne(url: string, connections: number): Promise<number> {
  const { requests } = await load(titleUrl(url, 9000), { connections, seconds })
  return requests
}
