import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'

const read = (file: string) => JSON.parse(readFileSync(file, 'utf8'))
const ours = read('package.json').dependencies
const theirs = read('tests/bench/peers/package.json').dependencies
const lock = read('tests/bench/peers/package-lock.json')

describe('the peers of the benchmark', () => {
  it('serve with the same versions as we do', () => {
    const shared = ['hono', '@hono/node-server', '@hono/prometheus', 'pino', 'prom-client']

    const versions = shared.map((name) => [name, theirs[name]])

    assert.deepEqual(
      versions,
      shared.map((name) => [name, ours[name]]),
    )
  })

  it('have all they ask for in their lock file', () => {
    assert.deepEqual(lock.packages[''].dependencies, theirs)
  })

  it('name no registry', () => {
    const named = Object.values<{ resolved?: string }>(lock.packages).flatMap(
      ({ resolved = [] }) => resolved,
    )

    assert.deepEqual(named, [])
  })
})
