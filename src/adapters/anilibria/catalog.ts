import type { BreakerState, CreateBreaker } from '../../core/breaker.ts'
import type { Catalog } from '../../core/catalog.ts'
import type { Log } from '../../telemetry/log.ts'
import { catalogOver } from './catalog-over.ts'
import { endpoints } from './endpoints.ts'
import { type Attempt, createAskHost, type Fetch } from './host/ask-host.ts'
import { createHosts } from './host/hosts.ts'
import { createLimiter } from './limits/limiter.ts'
import { type Pause, pause } from './limits/pause.ts'
import { createReachability } from './reachability.ts'
import { createRound, type HostLeft } from './round.ts'
import { createRounds } from './rounds.ts'
import { Unanswered } from './unanswered.ts'
import { createUpstream } from './upstream.ts'
import { readCountry } from './wire/read-lists.ts'

export interface AnilibriaOptions {
  /** Base URLs of the API, best first, with or without a slash at their end; at least one. */
  readonly hosts: readonly string[]
  readonly userAgent: string
  /** How long one host has for its whole answer. */
  readonly attemptTimeoutMs: number
  /** How long a question is pursued over all hosts and retries. Default 10 s. */
  readonly deadlineMs?: number
  /** Our own limit, as many of which may go at once; 0 for none. */
  readonly requestsPerSecond: number
  readonly log: Log
  readonly createBreaker: CreateBreaker
  /** Is told of every request to a host, when it is over. */
  readonly onAttempt?: (attempt: Attempt) => void
  /** Is told of each host that is left for the next one, in the circumstances of the question. */
  readonly onHostLeft?: HostLeft
  /** Is told when all hosts are asked again, likewise: 1 for the first time. */
  readonly onRetry?: (retry: number) => void
  /** How long a host that failed is left alone. Default 10 s. */
  readonly coolDownMs?: number
  /** How long nobody is asked once five questions in a row went unanswered. Default 30 s. */
  readonly openMs?: number
  readonly fetch?: Fetch
  readonly now?: () => number
  readonly random?: () => number
  readonly sleep?: Pause
}

/** AniLibria's catalogue, and what can be told of the way to it. */
export interface Anilibria {
  readonly catalog: Catalog
  breakerState(): BreakerState
  /** Asks how AniLibria is, as a visitor would. Rejects as `Catalog` does. */
  check(signal: AbortSignal): Promise<void>
  /** How many requests our own limit would let through at this moment; `Infinity` without one. */
  remaining(): number
}

/** Makes a catalog of AniLibria's hosts that copes with what they do. */
export function createAnilibriaCatalog(options: AnilibriaOptions): Anilibria {
  const { log, deadlineMs = 10_000, onAttempt = () => {}, sleep = pause } = options
  const { fetch = (url, init) => globalThis.fetch(url, init), random = Math.random } = options
  const { now = () => Date.now(), attemptTimeoutMs: timeoutMs } = options
  const { onHostLeft = () => {}, onRetry = () => {} } = options
  const [first = ''] = options.hosts

  const hosts = createHosts(options.hosts, { coolDownMs: options.coolDownMs ?? 10_000, now })
  const limiter = createLimiter({ perSecond: options.requestsPerSecond, now, sleep })
  const breaker = options.createBreaker({
    name: 'AniLibria',
    counts: (error) => error instanceof Unanswered,
    onChange: (state) => log.write('breakerChanged', { breaker: 'anilibria_api', state }),
    openMs: options.openMs ?? 30_000,
    probeMs: deadlineMs + 1000,
  })
  const askHost = createAskHost({ ...options, fetch, timeoutMs, onAttempt, now })
  const round = createRound({ hosts, limiter, askHost, log, onHostLeft })
  const upstream = createUpstream({
    persist: createRounds({ round: round.all, now, random, sleep, onRetry }),
    tryOnce: round.first,
    breaker,
    reachability: createReachability(log),
    deadlineMs,
    now,
  })
  const { origin } = new URL(first)
  return {
    catalog: catalogOver({ upstream, origin, log, now, deadlineMs }),
    breakerState: breaker.state,
    async check(signal) {
      await upstream.ask(
        { ...endpoints.status(), read: readCountry },
        { priority: 'visitor', signal },
      )
    },
    remaining: limiter.remaining,
  }
}
