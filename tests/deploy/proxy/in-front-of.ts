import type { Server } from '../../servers/running/start-server.ts'
import { startDnsServer } from './dns-server.ts'
import type { ReverseProxy } from './proxies.ts'

/** Starts a proxy in front of one service. `url`: where that listens on 127.0.0.1. */
export async function startInFrontOf(url: string, { start }: ReverseProxy): Promise<Server> {
  const dns = await startDnsServer('service')
  const { hostname, port } = new URL(url)
  dns.tell([hostname])
  try {
    const proxy = await start({ resolver: dns.port, service: Number(port) })
    return {
      ...proxy,
      async stop() {
        await proxy.stop()
        await dns.stop()
      },
    }
  } catch (error) {
    await dns.stop()
    throw error
  }
}
