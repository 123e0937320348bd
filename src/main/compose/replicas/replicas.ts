import { createMemoryRateLimiter } from '../../../adapters/rate-limiter/memory.ts'
import { createTimerJobs } from '../../../adapters/timers/jobs.ts'
import type { Config } from '../../../config.ts'
import type { HealthCheck } from '../../../core/health.ts'
import type { Jobs } from '../../../core/jobs/jobs.ts'
import type { RateLimiter } from '../../../core/rate-limiter.ts'
import { type Bus, nobody } from '../../../core/replicas/bus.ts'
import { alone, type Turns } from '../../../core/replicas/turns.ts'
import type { LevelStats } from '../../../http/routes/internal/deps.ts'
import type { Telemetry } from '../../../telemetry/telemetry.ts'
import type { Shared } from '../compose-titles.ts'

/** What makes one service of several processes. */
export interface Replicas {
  /** `null`: this process is alone. */
  readonly shared: Shared | null
  readonly turns: Turns
  readonly bus: Bus
  readonly jobs: Jobs
  /** `null`: clients may ask as often as they like. */
  readonly rateLimiter: RateLimiter | null
  /** `null`: there is nothing to check. */
  readonly check: HealthCheck['run'] | null
  readonly stats: () => LevelStats | null
  /** Removes answers from what is shared; says how many. */
  clear(pattern: string): Promise<number>
  close(): Promise<void>
}

export async function joinReplicas(config: Config, telemetry: Telemetry): Promise<Replicas> {
  if (config.REDIS_URL === null) return standAlone(config)
  // Loaded only where it is used: start-up is measured.
  const { joinByRedis } = await import('./replicas-by-redis.ts')
  return joinByRedis(config.REDIS_URL, config, telemetry)
}

function standAlone(config: Config): Replicas {
  const limits = limitsOf(config)
  return {
    shared: null,
    turns: alone,
    bus: nobody,
    jobs: createTimerJobs(),
    rateLimiter: limits && createMemoryRateLimiter(limits),
    check: null,
    stats: () => null,
    clear: async () => 0,
    close: async () => {},
  }
}

/** `null`: no limits. */
export function limitsOf({ RATE_LIMIT_REQUESTS_PER_MINUTE, RATE_LIMIT_BURST }: Config) {
  if (RATE_LIMIT_REQUESTS_PER_MINUTE === 0) return null
  return { perMinute: RATE_LIMIT_REQUESTS_PER_MINUTE, burst: RATE_LIMIT_BURST }
}
