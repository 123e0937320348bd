import type { Breaker } from '../../core/breaker.ts'
import type { Ask, Priority } from '../../core/catalog.ts'
import { within } from '../../core/deadline.ts'
import { Failure } from '../../core/failure.ts'
import { createBulkhead } from './limits/bulkhead.ts'
import { unlessAborted } from './limits/unless-aborted.ts'
import type { Reachability } from './reachability.ts'
import type { Pursue, Question, Told } from './round.ts'
import { Unanswered } from './unanswered.ts'

/** AniLibria as one thing that can be asked: hosts, limits and retries are behind it. */
export interface Upstream {
  /**
   * Asks until a host answers or the deadline passes.
   *
   * @returns `null` if AniLibria knows no such thing.
   * @throws {Failure} As `Catalog` does; `invalid` if AniLibria does not accept the question.
   */
  ask<T>(question: Question<T>, ask: Ask): Promise<T | null>

  /**
   * Asks one host, once, and only if all is well: for what we can do without. Nothing is concluded
   * from its failure.
   */
  askBeside<T>(question: Question<T>, priority: Priority): Promise<T | null>
}

export interface UpstreamOptions {
  /** Over all hosts, again and again. */
  readonly persist: Pursue
  /** One host, once. */
  readonly tryOnce: Pursue
  readonly breaker: Breaker
  readonly reachability: Reachability
  readonly deadlineMs: number
  readonly now: () => number
}

export function createUpstream(options: UpstreamOptions): Upstream {
  const { persist, tryOnce, breaker, reachability, deadlineMs, now } = options
  // Background work may wait long for its turn: it must not do so in a visitor's place.
  const rest = { queued: 100, lostMs: deadlineMs + 1000, now }
  const bulkheads = {
    visitor: createBulkhead({ places: 10, ...rest }),
    background: createBulkhead({ places: 2, ...rest }),
  }

  async function pursue<T>(question: Question<T>, { priority, signal }: Ask, late: AbortSignal) {
    const deadline = now() + deadlineMs
    const stop = AbortSignal.any([late, signal])
    const work = async (probing: boolean) => {
      const effort = { priority, deadline, late, signal: probing ? late : stop }
      try {
        const told = await persist(question, effort)
        if (told.host !== null) reachability.answered(told.host)
        return told
      } catch (error) {
        if (error instanceof Unanswered) reachability.lost(error)
        throw error
      }
    }
    return unwrap(await bulkheads[priority](() => breaker.run(work), stop))
  }

  return {
    async ask(question, ask) {
      const asking = within(deadlineMs, (late) => pursue(question, ask, late))
      try {
        return await unlessAborted(asking, ask.signal)
      } catch (error) {
        if (!ask.signal.aborted) throw error
        throw new Failure('cancelled', 'Cannot go on: the caller has left', { cause: error })
      }
    },
    async askBeside(question, priority) {
      if (breaker.state() !== 'closed') {
        throw new Failure('unavailable', 'Cannot ask AniLibria: it has not answered for a while')
      }
      const deadline = now() + deadlineMs
      return within(deadlineMs, async (late) =>
        unwrap(await tryOnce(question, { priority, deadline, late, signal: late })),
      )
    },
  }
}

function unwrap<T>(told: Told<T>): T | null {
  if ('refusal' in told) throw told.refusal
  return told.value
}
