import type { Priority } from '../../core/catalog.ts'
import type { Failure } from '../../core/failure.ts'
import type { Log } from '../../telemetry/log.ts'
import type { AskHost, Query } from './host/ask-host.ts'
import { HostFailure } from './host/host-failure.ts'
import type { Host, Hosts } from './host/hosts.ts'
import type { Limiter } from './limits/limiter.ts'
import { Unanswered } from './unanswered.ts'
import { Unreadable } from './wire/values.ts'

/** What is asked for, and how the answer is read. */
export interface Question<T> extends Query {
  /** @throws {Unreadable} if the answer is nonsense, so that another host is asked. */
  read(json: unknown): T
}

/** How long and how urgently a question may be pursued. */
export interface Effort {
  readonly priority: Priority
  /** When `late` fires, in milliseconds since 1970. */
  readonly deadline: number
  readonly late: AbortSignal
  /** Fires when nobody waits any more: with `late` at the latest. */
  readonly signal: AbortSignal
}

/** A host's answer: `value` is `null` if AniLibria knows no such thing. */
export type Told<T> = { readonly host: Host } & (
  | { readonly value: T | null }
  | { readonly refusal: Failure }
)

/**
 * Asks one host after the other until one answers.
 *
 * @throws {Unanswered} if none does.
 * @throws {Failure} `unavailable` if our own limit leaves no time for it.
 */
export type Round = <T>(question: Question<T>, effort: Effort) => Promise<Told<T>>

export interface RoundOptions {
  readonly hosts: Hosts
  readonly limiter: Limiter
  readonly askHost: AskHost
  readonly log: Log
}

export function createRound({ hosts, limiter, askHost, log }: RoundOptions): Round {
  async function attempt<T>(host: Host, question: Question<T>, effort: Effort): Promise<Told<T>> {
    await limiter.take(effort.priority, effort.deadline, effort.signal)
    const answer = await askHost(host, question, effort.signal)
    const told = answer.said === 'json' ? readAs(question, answer.json) : null
    hosts.answered(host)
    return answer.said === 'refusal' ? { host, refusal: answer.failure } : { host, value: told }
  }

  function leave(host: Host, { message, notFound, retryAfterMs }: HostFailure): void {
    // A page that is not there says nothing about the host's health.
    if (notFound) return
    const coolDownMs = hosts.failed(host, retryAfterMs)
    if (coolDownMs === null) return
    log.write('hostLeft', { host: host.name, error: message, cool_down: coolDownMs / 1000 })
  }

  return async (question, effort) => {
    const failures: HostFailure[] = []
    let last: Host | undefined
    for (const group of hosts.groups()) {
      for (const host of group) {
        try {
          return await attempt(host, question, effort)
        } catch (error) {
          if (effort.late.aborted) throw new Unanswered(failures, true, hosts.freeInMs())
          if (!(error instanceof HostFailure)) throw error
          leave(host, error)
          failures.push(error)
          last = host
        }
      }
      if (!failures.every(({ notFound }) => notFound)) break
    }
    if (last !== undefined && failures.every(({ notFound }) => notFound))
      return { host: last, value: null }
    throw new Unanswered(failures, false, hosts.freeInMs())
  }
}

function readAs<T>(question: Question<T>, json: unknown): T {
  try {
    return question.read(json)
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    throw new HostFailure(`answered nonsense: ${error.message}`, { cause: error })
  }
}
