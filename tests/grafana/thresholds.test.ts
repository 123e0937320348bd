import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { burns } from '../../grafana/src/objectives/budgets.ts'
import { alerts } from '../alertmanager/rules.ts'
import { shownPanels } from './dashboard-files.ts'

/** Panels that show when an alert fires: its limit is one of their thresholds. */
const limits = [
  ['AniLibria Service / Failing', 'HighErrorRate', 0.05],
  ['AniLibria Service / Error Rate', 'HighErrorRate', 0.05],
  ['AniLibria Service / 95 % Within', 'HighResponseTime', 5],
  ['AniLibria Service / Response Time', 'HighResponseTime', 5],
  ['AniLibria Service / Cache Hit Rate', 'LowCacheHitRate', 0.7],
  ['AniLibria Caches and Stores / Answered by Any Level', 'LowCacheHitRate', 0.7],
  ['AniLibria Caches and Stores / Busiest Pool', 'DatabaseConnectionIssues', 0.8],
  ["AniLibria's Hosts / Failing Tries", 'AnilibriaAPIDown', 0.5],
  ["AniLibria's Hosts / Failing Share", 'AnilibriaAPIDown', 0.5],
  ['AniLibria Telemetry / Spans Lost', 'SpansLost', 0.01],
] as const

/** The thresholds of a panel. Throws if it is not there. */
function thresholdsOf(name: string): readonly (number | null)[] {
  const found = shownPanels.find((panel) => panel.name === name)
  if (found === undefined) throw new Error(`Cannot find ${name}`)
  return found.panel.fieldConfig?.defaults.thresholds?.steps.map(({ value }) => value) ?? []
}

/** The expressions of an alert: one for each threshold it has. */
function expressionsOf(name: string): readonly string[] {
  return alerts.filter(({ alert }) => alert === name).map(({ expr }) => expr)
}

describe('a threshold', () => {
  for (const [panel, alert, limit] of limits) {
    it(`of ${panel} is that of ${alert}`, () => {
      const [expr = ''] = expressionsOf(alert)

      assert.match(expr, new RegExp(`[<>] ${limit}(?![\\d.])`))
      assert.ok(thresholdsOf(panel).includes(limit))
    })
  }

  for (const [panel, alert, budget] of [
    ['AniLibria Objectives / Error Budget Burn', 'ErrorBudgetBurn', 0.001],
    ['AniLibria Objectives / Latency Budget Burn', 'LatencyBudgetBurn', 0.05],
  ] as const) {
    it(`of ${panel} is each of those of ${alert}`, () => {
      const factors = expressionsOf(alert).map((expr) =>
        Number(new RegExp(`> ([\\d.]+) \\* ${budget}(?![\\d.])`).exec(expr)?.[1]),
      )

      assert.deepEqual(factors.toReversed(), Object.values(burns))
      assert.deepEqual(thresholdsOf(panel), [null, ...Object.values(burns)])
    })
  }

  it('colours every number of a first row that can be too great or too small', () => {
    const plain = shownPanels
      .filter(({ panel }) => panel.type === 'stat')
      .filter(({ name }) => thresholdsOf(name).length < 2)
      .map(({ name }) => name)

    assert.deepEqual(plain.sort(), [
      'AniLibria Caches and Stores / Store Size',
      'AniLibria Events / New Episodes, a Day',
      'AniLibria Events / Streams',
      'AniLibria Events / WebSockets',
      'AniLibria Objectives / Failed, 30 Days',
      'AniLibria Objectives / Slow, 30 Days',
      'AniLibria Service / Requests',
    ])
  })
})
