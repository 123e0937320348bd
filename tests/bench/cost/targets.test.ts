import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Round } from './round.ts'
import type { SubjectName } from './subject.ts'
import type { Summary } from './summary.ts'
import { targetRows, targetsOf } from './targets.ts'

function summary(name: SubjectName, cpu: number, droppedShare: number | null = null): Summary {
  const none = { median: 0, spread: 0 }
  return {
    subject: { name, title: name, command: [], env: {}, spans: 'none' },
    perSecond: none,
    cpuMicroseconds: { median: cpu, spread: 0 },
    p50Ms: none,
    p99Ms: none,
    residentBytes: { median: 150e6, spread: 0 },
    droppedShare,
    rounds: [roundOf(cpu), roundOf(2 * cpu), roundOf(3 * cpu)],
  }
}

function roundOf(cpuMicroseconds: number): Round {
  const none = { requests: 1, perSecond: 1, p50Ms: 0, p99Ms: 0 }
  return { ...none, cpuMicroseconds, residentBytes: 0, spansMade: 0, spansArrived: 0 }
}

const good = [
  summary('bare-hono', 10),
  summary('metrics-and-ids', 12),
  summary('sampled', 15),
  summary('everything', 20, 0),
  summary('hono-stack', 60),
  summary('fastify-stack', 40),
  summary('seed', 500),
]

function missed(all: readonly Summary[], loopDelayP99Ms = 1): readonly string[] {
  const targets = targetsOf(all, loopDelayP99Ms)
  return targets.filter(({ isReached }) => isReached === false).map(({ title }) => title)
}

describe('targetsOf()', () => {
  it('misses none where all is well', () => {
    assert.deepEqual(missed(good), [])
  })

  it('compares ours with bare Hono, and peers with ours', () => {
    const slow = good.map((one) =>
      one.subject.name === 'everything' ? summary('everything', 21) : one,
    )

    assert.deepEqual(missed(slow), [
      'everything on, all sampled: CPU to bare Hono',
      'cheaper than the usual Fastify stack',
    ])
  })

  it('compares round by round: a machine may be slow for a while', () => {
    const times = (cpu: number, ...by: readonly number[]) => by.map((one) => roundOf(cpu * one))
    const busy = good.map((one) => {
      if (one.subject.name === 'bare-hono') return { ...one, rounds: times(10, 1, 1, 9, 9, 9) }
      return one.subject.name === 'everything' ? { ...one, rounds: times(20, 1, 1, 9, 9, 1) } : one
    })

    assert.deepEqual(missed(busy), [])
  })

  it('misses what drops a single span', () => {
    const forgetful = [summary('everything', 20, 0.0001), ...good]

    assert.deepEqual(missed(forgetful), ['everything on, all sampled: spans dropped'])
  })

  it('says of what was not measured that it was not', () => {
    const unknown = good.filter(({ subject }) => subject.name !== 'seed')

    const row = targetRows(targetsOf(unknown, 1)).find(([title]) => title?.includes('seed'))

    assert.deepEqual(row?.slice(1), ['≥ 10.00 ×', '', 'not measured'])
  })
})
