import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { GridPos } from '@grafana/grafana-foundation-sdk/dashboard'
import { dashboardFiles, dashboards } from './dashboard-files.ts'

const overlap = (one: GridPos, other: GridPos) =>
  one.x < other.x + other.w &&
  other.x < one.x + one.w &&
  one.y < other.y + other.h &&
  other.y < one.y + one.h

describe('dashboards', () => {
  it('have addresses and titles of their own', () => {
    assert.ok(dashboards.length >= 7)
    assert.equal(new Set(dashboards.map(({ uid }) => uid)).size, dashboards.length)
    assert.equal(new Set(dashboards.map(({ title }) => title)).size, dashboards.length)
  })

  it('keep their addresses: links and bookmarks lead there', () => {
    assert.deepEqual(dashboards.map(({ uid }) => uid).sort(), [
      'anilibria-events',
      'anilibria-hosts',
      'anilibria-objectives',
      'anilibria-runtime',
      'anilibria-service',
      'anilibria-stores',
      'anilibria-telemetry',
    ])
  })
})

// Rules of Grafana's linter of dashboards, template-* and the like, and some of our own.
for (const { name, dashboard } of dashboardFiles) {
  const { panels = [], templating } = dashboard

  describe(`the dashboard ${name}`, () => {
    it('is a model of the newest schema, as files hold it, and its file is called as it is', () => {
      assert.equal(dashboard.schemaVersion, 42)
      assert.equal(dashboard.uid, name)
      assert.ok(!('dashboard' in dashboard) && !('__inputs' in dashboard))
    })

    it('says what question it answers', () => {
      assert.match(dashboard.description ?? '', /^[A-Z].+\?/)
    })

    it('cannot be edited where that would be lost', () => {
      assert.equal(dashboard.editable, false)
    })

    it('lets data source, job and replica be chosen, and several or all of them', () => {
      const [source, ...others] = templating.list ?? []

      assert.deepEqual(
        [source?.type, source?.name, source?.label, source?.query],
        ['datasource', 'datasource', 'Data source', 'prometheus'],
      )
      assert.deepEqual(
        others.map(({ name, label }) => [name, label]),
        [
          ['job', 'Job'],
          ['instance', 'Instance'],
        ],
      )
      for (const { type, datasource, multi, includeAll, allValue, refresh } of others) {
        assert.deepEqual(
          [type, datasource?.uid, multi, includeAll, allValue, refresh],
          ['query', '$datasource', true, true, '.+', 2],
        )
      }
    })

    it('marks deploys and alerts on its graphs', () => {
      const marks = dashboard.annotations.list ?? []

      assert.deepEqual(
        marks.map(({ name, enable, datasource }) => [name, enable, datasource?.uid]),
        [
          ['Deploys', true, '$datasource'],
          ['Alerts', true, '$datasource'],
        ],
      )
    })

    it('has panels with numbers of their own, none over another, none beyond the edge', () => {
      const places = panels.map(({ gridPos }) => gridPos as GridPos)
      const overlapping = places.filter((one, index) =>
        places.slice(index + 1).some((other) => overlap(one, other)),
      )

      assert.ok(panels.length > 5)
      assert.equal(new Set(panels.map(({ id }) => id)).size, panels.length)
      assert.deepEqual(overlapping, [])
      assert.ok(places.every(({ x, w, h }) => x >= 0 && w > 0 && h > 0 && x + w <= 24))
    })

    it('has lines of panels that reach from edge to edge', () => {
      const widths = new Map<number, number>()
      for (const { gridPos } of panels) {
        const { y = 0, w = 0 } = gridPos ?? {}
        widths.set(y, (widths.get(y) ?? 0) + w)
      }

      assert.deepEqual(
        [...widths].filter(([, width]) => width !== 24),
        [],
      )
    })
  })
}
