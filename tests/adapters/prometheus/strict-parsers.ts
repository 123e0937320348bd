import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import process from 'node:process'

/** What a parser understood of a metric. */
export interface Parsed {
  readonly name: string
  readonly type: string
  readonly samples: readonly {
    readonly name: string
    readonly labels: Readonly<Record<string, string>>
    readonly value: string
    readonly exemplar: Readonly<Record<string, string>> | null
  }[]
}

const packages = 'node_modules/.cache/prometheus-client'
const wanted = 'prometheus-client==0.26.0'

const program = `
import json, sys
from prometheus_client import parser as text
from prometheus_client.openmetrics import parser as openmetrics
parse = {'text': text, 'openmetrics': openmetrics}[sys.argv[1]].text_string_to_metric_families
print(json.dumps([{'name': family.name, 'type': family.type, 'samples': [
  {'name': sample.name, 'labels': sample.labels, 'value': str(sample.value),
   'exemplar': sample.exemplar and sample.exemplar.labels} for sample in family.samples
]} for family in parse(sys.stdin.read())]))
`

/**
 * Why Prometheus' own parsers cannot be had, `false` if they can: they are in Python, and
 * fetched when they are first needed. Where tests must not be skipped, it is always `false`.
 */
export function parsersMissing(): string | false {
  if (existsSync(`${packages}/prometheus_client`)) return false
  const args = ['-m', 'pip', 'install', '--quiet', '--target', packages, wanted]
  const { status } = spawnSync('python3', args, { timeout: 60_000 })
  if (status === 0 || process.env.CI !== undefined) return false
  return `needs Python with pip, and ${wanted}`
}

/** Reads an exposition with the reference parser of its format; throws what is wrong with it. */
export function parseStrictly(format: 'text' | 'openmetrics', exposition: string): Parsed[] {
  const output = execFileSync('python3', ['-c', program, format], {
    input: exposition,
    env: { ...process.env, PYTHONPATH: packages },
    maxBuffer: 64 * 1024 * 1024,
    encoding: 'utf8',
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  return JSON.parse(output)
}
