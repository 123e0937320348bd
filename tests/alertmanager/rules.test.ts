import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { missing } from '../servers/missing.ts'
import { alerts, ruleFiles, titleOf } from './rules.ts'
import { run } from './run.ts'
import { unitTestFiles } from './unit-tests.ts'

for (const promtool of ['promtool2', 'promtool3'] as const) {
  // Days pass in them: each file takes up to some seconds.
  describe(`alert rules, by ${promtool}`, { skip: missing(promtool) }, () => {
    it('are read without a complaint', async () => {
      await run(promtool, 'check', 'rules', '--lint=all', '--lint-fatal', ...ruleFiles)
    })

    for (const file of unitTestFiles) {
      it(`do what ${file} says`, async () => {
        await run(promtool, 'test', 'rules', file)
      })
    }
  })
}

describe('alert rules', () => {
  it('include those of the first day under their names', () => {
    const names = new Set(alerts.map(({ alert }) => alert))
    const first = [
      'HighErrorRate',
      'HighResponseTime',
      'LowCacheHitRate',
      'ServiceDown',
      'DatabaseConnectionIssues',
      'AnilibriaAPIDown',
    ]

    assert.deepEqual(
      first.filter((name) => !names.has(name)),
      [],
    )
  })

  for (const rule of alerts) {
    const { summary = '', description = '' } = rule.annotations

    it(`tell who is to be told of ${titleOf(rule)}`, () => {
      const severities = rule.alert === 'Watchdog' ? ['none'] : ['critical', 'warning']
      assert.ok(severities.includes(rule.labels.severity ?? ''))
    })

    it(`sum ${titleOf(rule)} up in a sentence without values, and describe it with them`, () => {
      assert.match(summary, /^[A-Z][^{}]+\.$/)
      assert.match(description, rule.alert === 'Watchdog' ? /^[^{}]+\.$/ : /\{\{.*\}\}.*\.$/)
    })
  }
})
