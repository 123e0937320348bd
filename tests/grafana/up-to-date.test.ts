import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { dashboardFiles as built } from '../../grafana/src/dashboards.ts'
import { dashboardFiles } from './dashboard-files.ts'

const files = built()

describe('the dashboards that Grafana reads', () => {
  it('are those of grafana/src, and no others', () => {
    assert.deepEqual(
      dashboardFiles.map(({ name }) => `${name}.json`),
      Object.keys(files).sort(),
    )
  })

  for (const { name, text } of dashboardFiles) {
    it(`show in ${name}.json what grafana/src says (npm run dashboards writes them)`, () => {
      assert.ok(text === files[`${name}.json`], `${name}.json is not up to date`)
    })
  }
})
