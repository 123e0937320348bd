import { within } from '../../../core/deadline.ts'
import { Failure, failureCode } from '../../../core/failure.ts'
import { HostFailure } from './host-failure.ts'
import type { Host } from './hosts.ts'
import { readBody } from './read-body.ts'
import { retryAfterMs } from './retry-after.ts'

/** What is asked for. */
export interface Query {
  /** The path's template, for logs and metrics: it has no ids in it. */
  readonly endpoint: string
  /** Relative to the base URL, without a slash at its beginning. */
  readonly path: string
  readonly parameters?: Readonly<Record<string, string>>
}

/** What a host said: JSON, that there is no such thing, or that we must not ask so. */
export type HostAnswer =
  | { readonly said: 'json'; readonly json: unknown }
  | { readonly said: 'nothing' }
  | { readonly said: 'refusal'; readonly failure: Failure }

/** One request to one host, as telemetry sees it. */
export interface Attempt {
  readonly endpoint: string
  readonly host: string
  readonly status: number | 'timeout' | 'error' | 'cancelled'
  readonly seconds: number
}

/**
 * Asks one host once.
 *
 * @throws {HostFailure} if it does not answer, or answers nonsense.
 * @throws The signal's reason, if it fires first.
 */
export type AskHost = (host: Host, query: Query, signal: AbortSignal) => Promise<HostAnswer>

/** What we need of `fetch`. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>

export interface AskHostOptions {
  readonly fetch: Fetch
  readonly userAgent: string
  /** How long a host has for its whole answer. */
  readonly timeoutMs: number
  readonly onAttempt: (attempt: Attempt) => void
  readonly now: () => number
}

export function createAskHost(options: AskHostOptions): AskHost {
  const { fetch, userAgent, timeoutMs, onAttempt, now } = options
  const headers = { Accept: 'application/json', 'User-Agent': userAgent }

  return async (host, query, signal) => {
    const startedAt = now()
    let status: Attempt['status'] = 'error'
    const request = async (stop: AbortSignal) => {
      // Redirects are followed: a host that has moved still answers.
      const response = await fetch(urlOf(host, query), { headers, signal: stop })
      status = response.status
      return answerOf(response, now())
    }
    try {
      return await within(timeoutMs, request, signal)
    } catch (error) {
      if (signal.aborted) status = 'cancelled'
      const timedOut = failureCode(signal.aborted ? signal.reason : error) === 'timeout'
      if (timedOut) status = 'timeout'
      signal.throwIfAborted()
      throw timedOut ? silence(timeoutMs, error) : hostFailureOf(error)
    } finally {
      const seconds = (now() - startedAt) / 1000
      onAttempt({ endpoint: query.endpoint, host: host.name, status, seconds })
    }
  }
}

function urlOf({ base }: Host, { path, parameters = {} }: Query): string {
  const url = new URL(path, base)
  url.search = new URLSearchParams(parameters).toString()
  return url.href
}

async function answerOf(response: Response, now: number): Promise<HostAnswer> {
  const { status, headers } = response
  const isChallenge = headers.has('cf-mitigated')
  const isApi = status === 200 || (status >= 400 && status < 500 && status !== 429)
  if (isChallenge || !isApi) {
    await response.body?.cancel()
    throw new HostFailure(`answered ${status}${isChallenge ? ' with a challenge' : ''}`, {
      retryAfterMs: retryAfterMs(response, now),
    })
  }
  const json = await readBody(response)
  if (status === 404) return { said: 'nothing' }
  return status === 200 ? { said: 'json', json } : { said: 'refusal', failure: refusalOf(status) }
}

function refusalOf(status: number): Failure {
  const isOurs = status === 400 || status === 422
  return new Failure(
    isOurs ? 'invalid' : 'unavailable',
    `Cannot ask AniLibria so: it says ${status}`,
  )
}

function silence(timeoutMs: number, cause: unknown): HostFailure {
  return new HostFailure(`did not answer within ${timeoutMs} ms`, { timedOut: true, cause })
}

function hostFailureOf(error: unknown): HostFailure {
  return error instanceof HostFailure ? error : new HostFailure(reasonOf(error), { cause: error })
}

/** What `fetch` rejects with says little; what it is caused by names the reason, if need be as code. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  if (!(cause instanceof Error)) return String(cause)
  return cause.message || ('code' in cause ? String(cause.code) : cause.name)
}
