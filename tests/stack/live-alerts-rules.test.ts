import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { parse } from 'yaml'
import { hurriedRules } from './live-alerts-rules.ts'

describe('rules in a hurry', () => {
  it('take a second for what takes a minute, and say the same', () => {
    const text = `
groups:
  - name: a
    interval: 30s
    rules:
      - record: job:a:rate5m
        expr: sum(rate(a{le="5m"}[5m])) > 0.05
      - alert: Burn
        expr: increase(a[7d]) == 0 and a offset 1h >= 0
        for: 2m
        keep_firing_for: 5m
        labels: { long: 1h }
        annotations: { summary: for 5m }`

    assert.deepEqual(parse(hurriedRules(text)), {
      groups: [
        {
          name: 'a',
          interval: '500ms',
          rules: [
            { record: 'job:a:rate5m', expr: 'sum(rate(a{le="5m"}[5000ms])) > 0.05' },
            {
              alert: 'Burn',
              expr: 'increase(a[10080000ms]) == 0 and a offset 60000ms >= 0',
              for: '2000ms',
              keep_firing_for: '5000ms',
              labels: { long: '1h' },
              annotations: { summary: 'for 5m' },
            },
          ],
        },
      ],
    })
  })
})
