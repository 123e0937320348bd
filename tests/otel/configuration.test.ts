import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { parse } from 'yaml'
import { alerts, records } from '../alertmanager/rules.ts'
import { run } from '../alertmanager/run.ts'
import { missing } from '../servers/missing.ts'

const { scrape_configs: jobs } = parse(readFileSync('otel/prometheus.yaml', 'utf8'))

// The programs themselves look, which takes some 300 ms each.
describe('the configuration', () => {
  for (const program of ['collector', 'jaeger'] as const) {
    it(`of ${program} is taken by it as it is`, { skip: missing(program) }, async () => {
      await run(program, 'validate', '--config', `otel/${program}.yaml`)
    })
  }

  for (const promtool of ['promtool2', 'promtool3'] as const) {
    it(`of Prometheus is taken by ${promtool}, with all rules`, {
      skip: missing(promtool),
    }, async () => {
      const said = await run(promtool, 'check', 'config', 'otel/prometheus.yaml')

      assert.match(said, /SUCCESS: otel\/prometheus\.yaml is valid/)
      assert.doesNotMatch(said, /FAILED|0 rules found|SUCCESS: 0 rule files/)
    })
  }

  it('of the blackbox exporter is taken by it, and knows every probe', {
    skip: missing('blackbox'),
  }, async () => {
    await run('blackbox', '--config.file=otel/blackbox.yaml', '--config.check')

    const { modules } = parse(readFileSync('otel/blackbox.yaml', 'utf8'))
    const asked = jobs.flatMap(
      ({ params }: { params?: { module: string[] } }) => params?.module ?? [],
    )
    assert.deepEqual(asked.sort(), Object.keys(modules).sort())
  })

  it('of Prometheus has every job that a rule asks for', () => {
    const names = new Set(jobs.map(({ job_name }: { job_name: string }) => job_name))
    const asked = [...alerts, ...records].flatMap(({ expr }) =>
      [...expr.matchAll(/job="([^"]+)"/g)].map(([, job = '']) => job),
    )

    assert.ok(asked.length > 5)
    assert.deepEqual(
      asked.filter((job) => !names.has(job)),
      [],
    )
  })
})
