import type { SubjectName } from './subject.ts'
import { cpuToBareHono, type Summary } from './summary.ts'

/** Something we want to keep to, and whether we do. */
export interface Target {
  readonly title: string
  readonly limit: string
  /** What was measured, for people; `null` if it could not be. */
  readonly figure: string | null
  readonly isReached: boolean | null
}

/** Event-loop delay is of the service with everything on, at half of what it can do. */
export function targetsOf(all: readonly Summary[], loopDelayP99Ms: number): readonly Target[] {
  const find = (name: SubjectName) => all.find(({ subject }) => subject.name === name)
  const toBare = (name: SubjectName) => cpuToBareHono(find(name), all)
  const toOurs = (name: SubjectName) => toBare(name) / toBare('everything')
  const ours = find('everything')
  return [
    atMost('everything on, all sampled: CPU to bare Hono', toBare('everything'), 2, times),
    atMost('everything on, all sampled: spans dropped', ours?.droppedShare ?? Number.NaN, 0, share),
    atMost('everything on, 10 % sampled: CPU to bare Hono', toBare('sampled'), 1.5, times),
    atMost('metrics and ids only: CPU to bare Hono', toBare('metrics-and-ids'), 1.25, times),
    atLeast('cheaper than the usual Hono stack', toOurs('hono-stack'), 2.5, times),
    atLeast('cheaper than the usual Fastify stack', toOurs('fastify-stack'), 2, times),
    atLeast("cheaper than the seed document's code", toOurs('seed'), 10, times),
    atMost(
      'resident memory under that load',
      (ours?.residentBytes.median ?? Number.NaN) / 1e6,
      160,
      mb,
    ),
    atMost('event-loop delay p99 at half of that load', loopDelayP99Ms, 10, ms),
  ]
}

/** Each in a line of cells: what, the limit, the figure, and in words whether that will do. */
export function targetRows(targets: readonly Target[]): readonly (readonly string[])[] {
  return targets.map(({ title, limit, figure, isReached }) => {
    const word = isReached ? 'reached' : 'MISSED'
    return [title, limit, figure ?? '', isReached === null ? 'not measured' : word]
  })
}

type Unit = (value: number) => string

const times: Unit = (value) => `${value.toFixed(2)} ×`
const share: Unit = (value) => `${(value * 100).toFixed(2)} %`
const mb: Unit = (value) => `${value.toFixed(0)} MB`
const ms: Unit = (value) => `${value.toFixed(1)} ms`

function atMost(title: string, value: number, limit: number, unit: Unit): Target {
  return target(title, value, `≤ ${unit(limit)}`, value <= limit, unit)
}

function atLeast(title: string, value: number, limit: number, unit: Unit): Target {
  return target(title, value, `≥ ${unit(limit)}`, value >= limit, unit)
}

function target(title: string, value: number, limit: string, holds: boolean, unit: Unit): Target {
  const isKnown = Number.isFinite(value)
  return { title, limit, figure: isKnown ? unit(value) : null, isReached: isKnown ? holds : null }
}
