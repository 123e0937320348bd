import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { missing } from '../servers/missing.ts'
import { alerts, records, ruleFiles, titleOf } from './rules.ts'
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

describe('recording rules', () => {
  const families = Map.groupBy(records, ({ record }) => record.replace(/\d+[mhd]$/, ''))

  for (const [family, ofMany] of families) {
    it(`of ${family} say in their names over which time, and differ in nothing else`, () => {
      const exprs = ofMany.map(({ record, expr }) => {
        const [window = ''] = /\d+[mhd]$/.exec(record) ?? []
        return expr.replaceAll(`[${window}]`, '[window]')
      })

      assert.equal(new Set(exprs).size, 1)
      assert.doesNotMatch(exprs[0] ?? '', /\[\d/)
    })
  }
})

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

  it('look at a budget over the time that they say', () => {
    const burns = alerts.filter(({ alert }) => alert.endsWith('Burn'))

    assert.equal(burns.length, 8)
    for (const { expr, labels } of burns) {
      const windows = [...expr.matchAll(/:\w*?(?:rate|increase)(\d+[mhd])/g)].map(([, w]) => w)
      assert.deepEqual(windows, [labels.long, labels.short, labels.long])
    }
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
