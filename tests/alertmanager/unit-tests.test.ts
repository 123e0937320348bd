import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { alerts, titleOf } from './rules.ts'
import { concerns, expectedOf, unitTests } from './unit-tests.ts'

describe('the unit tests of rules', () => {
  for (const rule of alerts) {
    const expected = unitTests
      .filter((test) => concerns(test, rule))
      .map((test) => expectedOf(rule, test))

    // It is always firing, whatever there is.
    if (rule.alert === 'Watchdog') continue

    it(`have a case in which ${titleOf(rule)} fires`, () => {
      assert.ok(expected.some(({ fires }) => fires.length > 0))
    })

    it(`have a case in which ${titleOf(rule)} stays quiet from end to end`, () => {
      assert.ok(expected.some(({ fires, isQuiet }) => fires.length === 0 && isQuiet.length > 0))
    })

    it(`have a case in which ${titleOf(rule)} is over after it fired`, () => {
      assert.ok(expected.some(({ fires, isQuiet }) => Math.max(...isQuiet) > Math.max(...fires)))
    })
  }

  it('have a case in which Watchdog fires', () => {
    const watchdog = alerts.find(({ alert }) => alert === 'Watchdog')
    assert.ok(watchdog)

    assert.ok(unitTests.some((test) => expectedOf(watchdog, test).fires.length > 1))
  })

  it('name only alerts that there are', () => {
    const names = new Set(alerts.map(({ alert }) => alert))

    const named = unitTests.flatMap((test) => test.alert_rule_test ?? [])

    assert.deepEqual(
      named.filter(({ alertname }) => !names.has(alertname)),
      [],
    )
  })
})
