import { setTimeout } from 'node:timers/promises'
import { load } from '../measuring/wrk.ts'
import { measureRound, type Round } from './round.ts'
import type { RunningSubject } from './running-subject.ts'
import type { Sink } from './sink/start-sink.ts'
import type { SubjectName } from './subject.ts'

export interface AllRoundsOptions {
  readonly sink: Sink
  readonly rounds: number
  readonly seconds: number
  readonly connections: number
  readonly tell: (line: string) => void
}

/** Until nothing is compiled any more, which takes some 40,000 requests. */
const warmUpSeconds = 10
const calibrations = 20

/** Measures all subjects in each round, one after the other; each round begins with another one. */
export async function measureAll(
  all: readonly RunningSubject[],
  { sink, rounds, seconds, connections, tell }: AllRoundsOptions,
): Promise<ReadonlyMap<SubjectName, readonly Round[]>> {
  const measured = new Map<SubjectName, Round[]>(all.map(({ subject }) => [subject.name, []]))
  const spansPerRequest = await calibrate(all, sink)
  for (const running of all) {
    await load(running.url, { connections, seconds: warmUpSeconds })
    running.truncateOutput()
  }
  await Promise.all(all.map(({ subject }) => sink.settledCount(subject.name)))
  for (let round = 0; round < rounds; round += 1) {
    for (const running of rotated(all, round)) {
      const { name, title } = running.subject
      const options = { sink, seconds, connections }
      const result = await measureRound(running, {
        ...options,
        spansPerRequest: spansPerRequest.get(name) ?? 0,
      })
      measured.get(name)?.push(result)
      tell(`  round ${round + 1}: ${title}: ${result.cpuMicroseconds.toFixed(1)} µs per request`)
      // Lets the last connections close.
      await setTimeout(100)
    }
  }
  return measured
}

/** The same in the same order, from another one on. */
export function rotated<T>(values: readonly T[], by: number): readonly T[] {
  const start = by % values.length
  return [...values.slice(start), ...values.slice(0, start)]
}

/** How many spans each makes of a request, by what arrives of a few. */
async function calibrate(
  all: readonly RunningSubject[],
  sink: Sink,
): Promise<ReadonlyMap<SubjectName, number>> {
  const traced = all.filter(({ subject }) => subject.spans === 'all')
  const counts = () => Promise.all(traced.map(({ subject }) => sink.settledCount(subject.name)))
  const before = await counts()
  for (const running of traced) {
    for (let asked = 0; asked < calibrations; asked += 1) await running.title()
  }
  const after = await counts()
  return new Map(
    traced.map(({ subject }, index) => {
      const arrived = (after[index] ?? 0) - (before[index] ?? 0)
      // A straggler of the start may be among them.
      return [subject.name, Math.round(arrived / calibrations)]
    }),
  )
}
