import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { readmeTables, withTables } from '../support/readme-tables.ts'

const readme = readFileSync('README.md', 'utf8')

describe('README', () => {
  for (const name of Object.keys(readmeTables)) {
    it(`shows the table of ${name} as the source has it (npm run docs writes it)`, () => {
      const [shown] = new RegExp(`<!-- ${name} -->[^]*<!-- /${name} -->`).exec(readme) ?? []

      assert.ok(shown)
      assert.ok(withTables(readme).includes(shown))
    })
  }

  it('names only scripts that package.json has', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'))
    const named = [...readme.matchAll(/npm run ([\w:-]+)/g)].map(([, name = '']) => name)

    assert.deepEqual(
      named.filter((name) => !(name in scripts)),
      [],
    )
  })

  it('leads to files that are there', () => {
    const named = readme.matchAll(/\b((?:src|tests|otel|grafana|alertmanager)\/[\w./-]*\w)/g)
    const paths = [...named].map(([, path = '']) => path)

    assert.ok(paths.length > 5)
    assert.deepEqual(
      paths.filter((path) => !existsSync(path)),
      [],
    )
  })
})
