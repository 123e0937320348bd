import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { version } from '../../src/core/version.ts'

const topLevel = [
  'Dockerfile',
  'LICENSE',
  'README.md',
  'alertmanager',
  'compose.yaml',
  'grafana',
  'otel',
  'package-lock.json',
  'package.json',
  'src',
  'tests',
  'tsconfig.json',
]

const tracked = execFileSync('git', ['ls-files'], { encoding: 'utf8' }).trim().split('\n')

function linesOf(file: string): number {
  return readFileSync(file, 'utf8').split('\n').length
}

describe('the layout', () => {
  it('has nothing at its top but what the README names', () => {
    const tops = new Set(tracked.map((file) => file.split('/')[0] ?? ''))

    const strangers = [...tops].filter((top) => !top.startsWith('.') && !topLevel.includes(top))

    assert.deepEqual(strangers, [])
  })

  it('has no file over 250 lines in src, or 300 in tests', () => {
    const long = [
      ...globSync('src/**/*.ts').filter((file) => linesOf(file) > 250),
      ...globSync('tests/**/*.ts').filter((file) => linesOf(file) > 300),
    ]

    assert.deepEqual(long, [])
  })

  it('has no name that collects what nobody named', () => {
    const vague = globSync('src/**/*').filter((file) =>
      /(utils?|helpers?|common|misc)\b/.test(file),
    )

    assert.deepEqual(vague, [])
  })

  it('names its files in kebab-case', () => {
    const others = globSync('{src,tests}/**/*.ts').filter(
      (file) => !/^[a-z0-9-]+(\.test)?\.ts$/.test(file.split('/').at(-1) ?? ''),
    )

    assert.deepEqual(others, [])
  })

  it('has one version, the one of package.json', () => {
    assert.equal(JSON.parse(readFileSync('package.json', 'utf8')).version, version)
  })

  it('locks the packages of every platform, so that npm ci takes the lock file on each', () => {
    const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'))
    const optional = Object.values<{ optionalDependencies?: object }>(packages).flatMap(
      ({ optionalDependencies = {} }) => Object.keys(optionalDependencies),
    )

    assert.deepEqual(
      optional.filter((name) => !(`node_modules/${name}` in packages)),
      [],
    )
  })
})
