import {
  type OpenRedis,
  type OpenRedisOptions,
  openRedis,
} from '../../../src/adapters/redis/connect.ts'
import { until } from '../../runtimes/until.ts'
import { type RedisOptions, startRedis } from '../../servers/redis.ts'
import type { Server } from '../../servers/running/start-server.ts'

/** A Redis of one's own. */
export interface World {
  readonly server: Server
  /** Opens it, and waits until both connections are ready. */
  open(options?: OpenRedisOptions): Promise<OpenRedis>
  /** The same with nothing in it. */
  openEmpty(): Promise<OpenRedis>
  /** Closes what was opened, and ends it. */
  end(): Promise<void>
}

export async function createWorld(options?: RedisOptions): Promise<World> {
  const server = await startRedis(options)
  const opened: OpenRedis[] = []

  async function open(options?: OpenRedisOptions): Promise<OpenRedis> {
    const redis = openRedis(server.url, options)
    opened.push(redis)
    await until(() => redis.connections() === 2)
    return redis
  }

  return {
    server,
    open,
    async openEmpty() {
      const redis = await open()
      await redis.client.flushall()
      return redis
    },
    async end() {
      for (const redis of opened) redis.close()
      await server.stop()
    },
  }
}
