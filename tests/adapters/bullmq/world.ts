import { Redis } from 'ioredis'
import {
  type BullmqJobs,
  type BullmqJobsOptions,
  createBullmqJobs,
} from '../../../src/adapters/bullmq/jobs.ts'
import { startRedis } from '../../servers/redis.ts'
import type { Server } from '../../servers/running/start-server.ts'

type Options = Partial<BullmqJobsOptions>

/** A Redis of one's own. */
export interface World {
  readonly server: Server
  /** What went wrong between the jobs. */
  readonly errors: readonly Error[]
  /** The address of an empty queue. */
  newPlace(): string
  /** Opens a queue, an empty one unless `url` says which. */
  open(options?: Options): BullmqJobs
  /** Connects to what is stored. */
  look(url: string): Redis
  /** Stops what was opened, and then Redis. */
  end(): Promise<void>
}

export async function createWorld(): Promise<World> {
  // The policy is the one that README asks for, which BullMQ dislikes.
  const policy = ['--maxmemory-policy', 'volatile-lru']
  const server = await startRedis({ args: ['--databases', '100', ...policy] })
  const opened: BullmqJobs[] = []
  const looking: Redis[] = []
  const errors: Error[] = []
  let places = 0

  function newPlace(): string {
    places += 1
    return `${server.url}/${places}`
  }

  return {
    server,
    errors,
    newPlace,
    open(options) {
      const onError = (error: Error) => void errors.push(error)
      const jobs = createBullmqJobs({ url: newPlace(), firstPauseMs: 100, onError, ...options })
      opened.push(jobs)
      return jobs
    },
    look(url) {
      const redis = new Redis(url)
      looking.push(redis)
      return redis
    },
    async end() {
      for (const redis of looking) redis.disconnect()
      await Promise.all(opened.map((jobs) => jobs.stop()))
      await server.stop()
    },
  }
}
