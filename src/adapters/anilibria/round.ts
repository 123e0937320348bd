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

/** An answer: `value` is `null` if AniLibria knows no such thing. */
export type Told<T> = {
  /** Who said so; `null` if all hosts said that there is no such page. */
  readonly host: Host | null
} & ({ readonly value: T | null } | { readonly refusal: Failure })

/** Pursues a question. */
export type Pursue = <T>(question: Question<T>, effort: Effort) => Promise<Told<T>>

/** How a question is put to the hosts, once each. */
export interface Round {
  /**
   * Asks one host after the other until one answers, first those that are well.
   *
   * @throws {Unanswered} if none does.
   * @throws {Failure} `unavailable` if our own limit leaves no time for it.
   */
  readonly all: Pursue
  /**
   * Asks the first host only, and thinks no worse of it if it fails.
   *
   * @throws {HostFailure} if it does not answer.
   */
  readonly first: Pursue
}

export interface RoundOptions {
  readonly hosts: Hosts
  readonly limiter: Limiter
  readonly askHost: AskHost
  readonly log: Log
  readonly onHostLeft: HostLeft
}

/** Is told of each host that is left, and why: `timeout`, `unavailable`, or `not-found`. */
export type HostLeft = (host: string, error: string) => void

export function createRound(options: RoundOptions): Round {
  const { hosts, limiter, askHost, log, onHostLeft } = options

  async function attempt<T>(host: Host, question: Question<T>, effort: Effort): Promise<Told<T>> {
    await limiter.take(effort.priority, effort.deadline, effort.signal)
    const answer = await askHost(host, question, effort.signal)
    const told = answer.said === 'json' ? readAs(question, answer.json) : null
    hosts.answered(host)
    return answer.said === 'refusal' ? { host, refusal: answer.failure } : { host, value: told }
  }

  function leave(host: Host, { message, timedOut, notFound, retryAfterMs }: HostFailure): void {
    onHostLeft(host.name, notFound ? 'not-found' : timedOut ? 'timeout' : 'unavailable')
    // A page that is not there says nothing about the host's health.
    if (notFound) return
    const coolDownMs = hosts.failed(host, retryAfterMs)
    if (coolDownMs === null) return
    log.write('hostLeft', { host: host.name, error: message, cool_down: coolDownMs / 1000 })
  }

  /** Asks these hosts; `null` if none answers. */
  async function askEach<T>(
    group: readonly Host[],
    question: Question<T>,
    effort: Effort,
    failures: HostFailure[],
  ): Promise<Told<T> | null> {
    for (const host of group) {
      try {
        return await attempt(host, question, effort)
      } catch (error) {
        if (effort.late.aborted) throw new Unanswered(failures, true, hosts.freeInMs())
        if (!(error instanceof HostFailure)) throw error
        leave(host, error)
        failures.push(error)
      }
    }
    return null
  }

  return {
    async all(question, effort) {
      const failures: HostFailure[] = []
      const [ready = [], ...others] = hosts.groups()
      const told = await askEach(ready, question, effort, failures)
      if (told !== null) return told
      if (!failures.every(({ notFound }) => notFound)) {
        throw new Unanswered(failures, false, hosts.freeInMs())
      }
      // Perhaps it is only these hosts that have lost the page.
      const second = await askEach(others.flat(), question, effort, failures)
      return second ?? { host: null, value: null }
    },
    async first(question, effort) {
      const [host] = hosts.groups().flat()
      if (host === undefined) throw new Unanswered([], false, 0)
      return attempt(host, question, effort)
    },
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
