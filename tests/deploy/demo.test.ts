import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { services } from './compose-file.ts'

const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8'))

/** The packages that a program loads, by all its files. */
function packagesOf(file: string, seen = new Set<string>()): readonly string[] {
  if (seen.has(file)) return []
  seen.add(file)
  const imports = readFileSync(file, 'utf8').matchAll(/^(?:import (?!type ).*|\}) from '([^']+)'/gm)
  return [...imports].flatMap(([, path = '']) => {
    if (path.startsWith('.')) return packagesOf(join(file, '..', path), seen)
    return path.startsWith('node:') ? [] : [/^(@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? '']
  })
}

describe('the programs of profile demo', () => {
  for (const [name, { command = [], profiles = [] }] of services) {
    const file = command.find((word) => word.endsWith('.ts'))
    if (!profiles.includes('demo') || file === undefined) continue
    it(`need no package that the image lacks: ${name}`, () => {
      const packages = packagesOf(file)

      assert.ok(packages.length > 0)
      assert.deepEqual(
        packages.filter((one) => !(one in dependencies)),
        [],
      )
    })
  }
})
