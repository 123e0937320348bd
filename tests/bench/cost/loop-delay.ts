import { join } from 'node:path'
import { type Load, load } from '../measuring/wrk.ts'
import type { RunningSubject } from './running-subject.ts'
import { loopDelayP99Ms } from './sampled-spans.ts'

export interface LoopDelay {
  readonly p99Ms: number
  /** How many requests were answered meanwhile, which is about half of the peak. */
  readonly perSecond: number
  /** Of those requests. */
  readonly requestP99Ms: number
}

const connections = 64
const trySeconds = 1

/**
 * How late the event loop is at half of the peak.
 *
 * @param peak What the subject can do, in requests per second.
 */
export async function measureLoopDelay(
  running: RunningSubject,
  peak: number,
  seconds: number,
): Promise<LoopDelay> {
  const cycleMs = (connections / (peak / 2)) * 1000
  const tried = await paced(running.url, cycleMs, trySeconds)
  // The wait is shorter than the cycle by what an answer takes.
  const answerMs = (connections / tried.perSecond) * 1000 - cycleMs
  // To ask begins a new count.
  await running.metrics()
  const loaded = await paced(running.url, Math.max(0, cycleMs - answerMs), seconds)
  return {
    p99Ms: loopDelayP99Ms(await running.metrics()),
    perSecond: loaded.perSecond,
    requestP99Ms: loaded.p99Ms,
  }
}

function paced(url: string, waitMs: number, seconds: number): Promise<Load> {
  const script = join(import.meta.dirname, 'paced.lua')
  return load(url, { connections, seconds, script, args: [String(waitMs)] })
}
