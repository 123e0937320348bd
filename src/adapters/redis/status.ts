import type { OpenRedis } from './connect.ts'

/** Resolves if Redis answers; rejects with `Failure`: `denied` or `unavailable`. */
export async function pingRedis({ reach }: OpenRedis): Promise<void> {
  await reach('ask Redis how it is', async (client) => {
    const answer = await client.ping()
    if (answer !== 'PONG') throw new Error('This is no answer to PING')
  })
}

export interface RedisSize {
  /** All memory that Redis has taken: for answers, jobs and itself. */
  readonly bytes: number
}

/** Rejects with `Failure`: `denied` or `unavailable`. */
export function sizeOfRedis({ reach }: OpenRedis): Promise<RedisSize> {
  return reach('ask Redis for its size', async (client) => {
    const [, bytes] = /^used_memory:(\d+)/m.exec(await client.info('memory')) ?? []
    if (bytes === undefined) throw new Error('This is no answer to INFO')
    return { bytes: Number(bytes) }
  })
}
