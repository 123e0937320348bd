import { within } from './deadline.ts'
import { type FailureCode, failureCode } from './failure.ts'

/** One thing this service depends on. */
export interface HealthCheck {
  readonly name: string
  /** Longest wait in milliseconds; a slower check counts as failed. */
  readonly timeoutMs: number
  /** Whether the service is of no use without it; otherwise its failure only degrades. */
  readonly essential: boolean
  /** Resolves when healthy, rejects with the reason when not. */
  run(signal: AbortSignal): Promise<void>
}

export interface Checked {
  readonly name: string
  readonly essential: boolean
  readonly responseTimeMs: number
  /** Why it is unhealthy: a code, fit for the public; `null` if it is healthy. */
  readonly error: FailureCode | null
}

/** Runs checks, and keeps what they said for a while, so that probes never hammer anyone. */
export interface Health {
  /** Runs all checks at once. Never rejects; takes no longer than the longest `timeoutMs`. */
  check(): Promise<readonly Checked[]>
}

export interface HealthOptions {
  readonly checks: readonly HealthCheck[]
  /** For how long results are kept, in milliseconds. Default 5 s. */
  readonly keepMs?: number
  readonly now?: () => number
}

export function createHealth({ checks, keepMs = 5000, now = Date.now }: HealthOptions): Health {
  let latest: Promise<readonly Checked[]> | undefined
  let until = 0

  async function run({ name, essential, timeoutMs, run }: HealthCheck): Promise<Checked> {
    const start = now()
    const done = (error: FailureCode | null): Checked => ({
      name,
      essential,
      responseTimeMs: now() - start,
      error,
    })
    return within(timeoutMs, run).then(
      () => done(null),
      (reason: unknown) => done(failureCode(reason)),
    )
  }

  return {
    check() {
      if (latest === undefined || now() >= until) {
        latest = Promise.all(checks.map(run))
        until = now() + keepMs
      }
      return latest
    },
  }
}
