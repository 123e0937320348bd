import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { after, describe, it } from 'node:test'
import { createTemporaryFolders } from '../../support/temporary-folders.ts'
import { dashboardFiles } from '../dashboard-files.ts'

const packages = resolve('node_modules')
const compilerOptions = {
  module: 'esnext',
  moduleResolution: 'bundler',
  target: 'es2024',
  types: [],
  strict: true,
  exactOptionalPropertyTypes: true,
  noEmit: true,
  skipLibCheck: true,
  allowImportingTsExtensions: true,
  paths: { '*': [`${packages}/*`] },
}

// The compiler takes some 250 ms for a call.
describe('the schema of Grafana, as its SDK has it', () => {
  const folders = createTemporaryFolders()
  after(() => folders.removeAll())

  /** What the compiler says of dashboards, written down as values of the SDK's type. */
  function complaintsAbout(...texts: readonly string[]): string {
    const dir = folders.make()
    const type = resolve('tests/grafana/schema/dashboard-json.ts')
    const values = texts.map((text, index) => `export const d${index}: DashboardJson = ${text}`)
    const source = [`import type { DashboardJson } from '${type}'`, ...values].join('\n')
    writeFileSync(join(dir, 'dashboards.ts'), source)
    writeFileSync(join(dir, 'tsconfig.json'), JSON.stringify({ compilerOptions }))
    const { stdout } = spawnSync('node_modules/.bin/tsc', ['-p', dir], { encoding: 'utf8' })
    return stdout
  }

  it('is what our dashboards follow', () => {
    assert.equal(complaintsAbout(...dashboardFiles.map(({ text }) => text)), '')
  })

  const cases = [
    ['a type of panel that is gone', '"type": "timeseries"', '"type": "graph"'],
    ['a setting that does not exist', '"legendFormat"', '"legend"'],
    ['an option that does not exist', '"displayMode": "list"', '"displayMode": "tree"'],
    ['a text for a number', '"lineWidth": 1', '"lineWidth": "1"'],
    ['a style that does not exist', '"mode": "dashed"', '"mode": "dotted"'],
  ] as const
  for (const [what, right, wrong] of cases) {
    it(`finds out ${what}`, () => {
      const { text = '' } = dashboardFiles.find(({ name }) => name === 'anilibria-service') ?? {}

      assert.ok(text.includes(right))
      assert.match(
        complaintsAbout(text.replace(right, wrong)),
        /dashboards\.ts\(\d+,\d+\): error TS23/,
      )
    })
  }
})
