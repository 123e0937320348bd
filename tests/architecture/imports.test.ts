import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'

/** Imports point inward: to a lower row, or to one's own place. Outermost last. */
const layers = [
  { row: 0, place: /^core\//, packages: /^$/ },
  { row: 1, place: /^telemetry\//, packages: /^$/ },
  { row: 2, place: /^http\//, packages: /^(hono|@hono\/zod-openapi)(\/|$)/ },
  { row: 2, place: /^adapters\/[\w-]+\//, packages: /./ },
  {
    row: 3,
    place: /^(app|config[\w-]*)\.ts$/,
    packages: /^(hono|@hono\/zod-openapi)(\/|$)/,
  },
  { row: 4, place: /^main\//, packages: /./ },
]

function layerOf(file: string) {
  const layer = layers.find(({ place }) => place.test(file))
  assert.ok(layer, `src/${file} lies in no layer: see this table`)
  return { ...layer, name: layer.place.exec(file)?.[0] }
}

function importsOf(file: string): string[] {
  const source = readFileSync(`src/${file}`, 'utf8')
  return [...source.matchAll(/(?:from|import) ?\(?'([^']+)'/g)].map(([, path = '']) => path)
}

describe('the import rule', () => {
  for (const file of globSync('**/*.ts', { cwd: 'src' })) {
    it(`holds in src/${file}`, () => {
      const here = layerOf(file)
      for (const path of importsOf(file)) {
        if (!path.startsWith('.')) {
          assert.match(path, here.packages, `src/${file} may not import the package ${path}`)
          continue
        }
        const there = layerOf(join(file, '..', path))
        const inward = there.row < here.row || there.name === here.name || here.row === 3
        assert.ok(inward && there.row <= here.row, `src/${file} may not import ${path}`)
      }
    })
  }
})
