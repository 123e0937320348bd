import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard'
import * as units from '@grafana/grafana-foundation-sdk/units'
import { type ShownPanel, shownPanels } from './dashboard-files.ts'

const known: ReadonlySet<unknown> = new Set(Object.values(units))
const chosen = { type: 'prometheus', uid: '$datasource' }

/** The units of a panel's numbers: its own, and those of single columns. */
function unitsOf({ fieldConfig }: Panel): readonly unknown[] {
  const special = fieldConfig?.overrides.flatMap(({ properties }) =>
    properties.filter(({ id }) => id === 'unit').map(({ value }) => value),
  )
  return [fieldConfig?.defaults.unit, ...(special ?? [])]
}

function named(panels: readonly ShownPanel[]): readonly string[] {
  return panels.map(({ name }) => name)
}

// Rules of Grafana's linter of dashboards, panel-*, and some of our own.
describe('a panel', () => {
  it('has a title that no other one of its dashboard has', () => {
    assert.equal(new Set(named(shownPanels)).size, shownPanels.length)
    assert.ok(shownPanels.every(({ panel }) => panel.title))
  })

  it('says in one sentence what is seen', () => {
    const others = shownPanels.filter(
      ({ panel: { description = '' } }) => !/^[A-Z\d](?:[^.]|\.\d){15,159}\.$/.test(description),
    )

    assert.deepEqual(named(others), [])
  })

  it('has a unit that Grafana knows, and so has every column', () => {
    const others = shownPanels.filter(
      ({ panel }) => !unitsOf(panel).every((unit) => known.has(unit)),
    )

    assert.deepEqual(named(others), [])
  })

  it('asks the Prometheus that was chosen', () => {
    const others = shownPanels.filter(({ panel, targets }) =>
      [panel, ...targets].some(
        ({ datasource }) => JSON.stringify(datasource) !== JSON.stringify(chosen),
      ),
    )

    assert.deepEqual(named(others), [])
  })

  it('asks for something, under letters of their own and with a name for each line', () => {
    const others = shownPanels.filter(({ targets }) => {
      const letters = targets.map(({ refId }) => refId)
      const hasAll = targets.every(({ legendFormat }) => legendFormat)
      return !hasAll || targets.length === 0 || new Set(letters).size < letters.length
    })

    assert.deepEqual(named(others), [])
  })

  it('is of a type that shows what it asks for: rows in a table, lines or one number elsewhere', () => {
    const others = shownPanels.filter(({ panel: { type }, targets }) =>
      targets.some(({ format, range, instant }) => {
        if (type === 'table') return !(format === 'table' && instant && !range)
        return format !== undefined || (type === 'timeseries' && !range)
      }),
    )

    assert.deepEqual(named(others), [])
  })

  it('has colours for its thresholds, and they rise', () => {
    const others = shownPanels.filter(({ panel }) => {
      const [first, ...rest] = panel.fieldConfig?.defaults.thresholds?.steps ?? []
      const values = rest.map(({ value }) => Number(value))
      const rises = values.every((value, index) => value > (values[index - 1] ?? -1))
      return first !== undefined && !(first.value === null && rises)
    })

    assert.deepEqual(named(others), [])
  })
})
