// A program: writes the dashboards that Grafana reads.
import { globSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dashboardFiles } from './dashboards.ts'

const folder = 'grafana/dashboards'

mkdirSync(folder, { recursive: true })
for (const file of globSync(`${folder}/*.json`)) rmSync(file)
for (const [name, text] of Object.entries(dashboardFiles())) {
  writeFileSync(`${folder}/${name}`, text)
}
