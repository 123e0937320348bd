import type { Panel, RowPanel } from '@grafana/grafana-foundation-sdk/dashboard'
import type { Row } from './dashboard.ts'

const columns = 24

/** Numbers rows and panels, and lays them out from left to right and from top to bottom. */
export function placed(rows: readonly Row[]): (Panel | RowPanel)[] {
  const all: (Panel | RowPanel)[] = []
  let top = 0
  for (const { title, panels } of rows) {
    const gridPos = { x: 0, y: top, w: columns, h: 1 }
    all.push({ id: all.length + 1, type: 'row', title, gridPos, collapsed: false, panels: [] })
    top += 1
    let left = 0
    let height = 0
    for (const panel of panels) {
      const { w, h } = panel.gridPos ?? { w: columns, h: 8 }
      if (left + w > columns) {
        top += height
        left = 0
        height = 0
      }
      all.push({ ...panel, id: all.length + 1, gridPos: { x: left, y: top, w, h } })
      left += w
      height = Math.max(height, h)
    }
    top += height
  }
  return all
}
