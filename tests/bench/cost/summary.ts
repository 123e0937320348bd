import { median, spread } from '../measuring/statistics.ts'
import { droppedShare, type Round } from './round.ts'
import type { Subject } from './subject.ts'

/** What all rounds of a subject come to. */
export interface Summary {
  readonly subject: Subject
  readonly perSecond: Figure
  readonly cpuMicroseconds: Figure
  readonly p50Ms: Figure
  readonly p99Ms: Figure
  readonly residentBytes: Figure
  /** From 0 to 1; `null` of who makes no spans. */
  readonly droppedShare: number | null
  readonly rounds: readonly Round[]
}

export interface Figure {
  readonly median: number
  /** The largest distance of a round from the median, as a share of it. */
  readonly spread: number
}

/**
 * What a request costs as a multiple of bare Hono's in the same round, in the middle of all rounds: a
 * machine that others use too is slower for both in some. `NaN` if that was not measured.
 */
export function cpuToBareHono(one: Summary | undefined, all: readonly Summary[]): number {
  const bare = all.find(({ subject }) => subject.name === 'bare-hono')
  const ratios = one?.rounds.map(({ cpuMicroseconds }, round) => {
    return cpuMicroseconds / (bare?.rounds[round]?.cpuMicroseconds ?? Number.NaN)
  })
  return ratios && ratios.length > 0 ? median(ratios) : Number.NaN
}

export function summarise(subject: Subject, rounds: readonly Round[]): Summary {
  const figure = (key: Exclude<keyof Round, 'requests' | 'spansMade' | 'spansArrived'>) => {
    const values = rounds.map((round) => round[key])
    return { median: median(values), spread: spread(values) }
  }
  return {
    subject,
    perSecond: figure('perSecond'),
    cpuMicroseconds: figure('cpuMicroseconds'),
    p50Ms: figure('p50Ms'),
    p99Ms: figure('p99Ms'),
    residentBytes: figure('residentBytes'),
    droppedShare: subject.spans === 'none' ? null : droppedShare(rounds),
    rounds,
  }
}
