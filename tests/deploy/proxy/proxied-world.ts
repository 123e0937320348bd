import { type RequestOptions, request } from 'node:http'
import { createReplicasWorld, type Replica, type ReplicasWorld } from '../../replicas/world.ts'
import { freePort } from '../../servers/running/free-port.ts'
import type { Server } from '../../servers/running/start-server.ts'
import { createEnding } from '../../stack/ending.ts'
import { startDnsServer } from './dns-server.ts'
import type { ReverseProxy } from './proxies.ts'

/** Two replicas behind a proxy, found by their name as compose finds them. */
export interface ProxiedWorld {
  readonly world: ReplicasWorld
  readonly replicas: readonly [ProxiedReplica, ProxiedReplica]
  readonly proxy: Server
  /** Asks the proxy, exactly as it is said: for a path that is not tidied, from an address. */
  ask(path: string, options?: RequestOptions): Promise<Answer>
  /** Says at which addresses replicas are found from now on. */
  tell(hosts: readonly string[]): void
  end(): Promise<void>
}

export interface ProxiedReplica extends Replica {
  readonly host: string
  /** Lines of its log that tell of an answered request. */
  completed(): readonly Readonly<Record<string, unknown>>[]
  /** The number of one series, told at its port for us. */
  metric(series: string): Promise<number>
}

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly bytes: Buffer
  text(): string
}

/** @param env Settings of the replicas that differ. */
export async function createProxiedWorld(
  { start }: ReverseProxy,
  env: Readonly<Record<string, string>> = {},
): Promise<ProxiedWorld> {
  const { later, end } = createEnding()
  const world = await createReplicasWorld({ ADMIN_PORT: '0', ...env })
  later({ stop: world.end })
  try {
    const PORT = `${await freePort()}`
    const replica = async (HOST: string) => describe(HOST, await world.replica({ HOST, PORT }))
    const replicas = [await replica('127.0.0.2'), await replica('127.0.0.3')] as const
    const dns = later(await startDnsServer('service'))
    dns.tell(replicas.map(({ host }) => host))
    const proxy = later(await start({ resolver: dns.port, service: Number(PORT) }))
    const ask = (path: string, options?: RequestOptions) => askAt(proxy.port, path, options)
    return { world, replicas, proxy, ask, tell: dns.tell, end }
  } catch (error) {
    await end()
    throw error
  }
}

function describe(host: string, replica: Replica): ProxiedReplica {
  const lines = () =>
    replica.program
      .output()
      .split('\n')
      .map((line) => JSON.parse(line))
  const { admin_address } = lines().find(({ msg }) => msg === 'Service started')
  return {
    ...replica,
    host,
    completed: () => lines().filter(({ msg }) => msg === 'Request completed'),
    async metric(series) {
      const text = await (await fetch(`${admin_address ?? replica.url}/metrics`)).text()
      const line = text.split('\n').find((one) => one.startsWith(series))
      return Number(line?.split(' ').at(-1) ?? 0)
    },
  }
}

function askAt(port: number, path: string, options: RequestOptions = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path, agent: false, ...options })
    asked.once('error', reject).once('response', (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk) => chunks.push(chunk))
      response.once('error', reject).once('end', () => {
        const bytes = Buffer.concat(chunks)
        const headers = response.headers as Answer['headers']
        resolve({ status: response.statusCode ?? 0, headers, bytes, text: () => bytes.toString() })
      })
    })
    asked.end()
  })
}
