import { cpuMicroseconds } from '../measuring/cpu-time.ts'
import { residentBytes } from '../measuring/resident-bytes.ts'
import { load } from '../measuring/wrk.ts'
import type { RunningSubject } from './running-subject.ts'
import { sampledSpans } from './sampled-spans.ts'
import type { Sink } from './sink/start-sink.ts'

/** What one subject did in one round. */
export interface Round {
  readonly requests: number
  readonly perSecond: number
  /** CPU time per request, with what was written and sent behind it. */
  readonly cpuMicroseconds: number
  readonly p50Ms: number
  readonly p99Ms: number
  /** At the end of the load. */
  readonly residentBytes: number
  /** As it tells itself, but no fewer than what the answered requests must have made. */
  readonly spansMade: number
  readonly spansArrived: number
}

export interface RoundOptions {
  readonly sink: Sink
  readonly seconds: number
  readonly connections: number
  /** 0 if it makes spans of some requests, or of none. */
  readonly spansPerRequest: number
}

export async function measureRound(
  running: RunningSubject,
  { sink, seconds, connections, spansPerRequest }: RoundOptions,
): Promise<Round> {
  const { subject, pid, url } = running
  const isTraced = subject.spans !== 'none'
  const arrivedBefore = await sink.count(subject.name)
  const toldBefore = isTraced ? sampledSpans(await running.metrics()) : 0
  const cpuBefore = cpuMicroseconds(pid)

  const loaded = await load(url, { connections, seconds })
  const bytes = residentBytes(pid)
  const counted = isTraced ? sink.settledCount : sink.count
  const spansArrived = (await counted(subject.name)) - arrivedBefore
  const cpu = cpuMicroseconds(pid) - cpuBefore

  const told = isTraced ? sampledSpans(await running.metrics()) - toldBefore : 0
  running.truncateOutput()
  const { requests, perSecond, p50Ms, p99Ms } = loaded
  return {
    requests,
    perSecond,
    cpuMicroseconds: cpu / requests,
    p50Ms,
    p99Ms,
    residentBytes: bytes,
    spansMade: Math.max(told, loaded.requests * spansPerRequest),
    spansArrived,
  }
}

/** Which share of its spans was never sent, of all rounds. */
export function droppedShare(rounds: readonly Round[]): number {
  const sum = (key: 'spansMade' | 'spansArrived') =>
    rounds.reduce((total, round) => total + round[key], 0)
  return sum('spansMade') === 0 ? 0 : Math.max(0, 1 - sum('spansArrived') / sum('spansMade'))
}
