import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { after, describe, it } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { sendSpans } from '../otel/send-spans.ts'
import { startAlertmanager } from '../servers/alertmanager.ts'
import { startBlackbox } from '../servers/blackbox.ts'
import { startCollector } from '../servers/collector.ts'
import { missing } from '../servers/missing.ts'
import { startPrometheus } from '../servers/prometheus.ts'
import { othersSeries } from '../support/promql/known-series.ts'
import { createTemporaryFolders } from '../support/temporary-folders.ts'
import { alerts, records } from './rules.ts'

/** Where nobody listens. */
const nowhere = '127.0.0.1:9'

/** Waits until metrics include some names; tells which they do not. */
async function lackedBy(url: string, names: readonly string[]): Promise<readonly string[]> {
  const start = performance.now()
  for (;;) {
    const metrics = await (await fetch(url)).text()
    const lacked = names.filter((name) => !new RegExp(`^${name}(\\{| )`, 'm').test(metrics))
    if (lacked.length === 0 || performance.now() - start > 20_000) return lacked
    await setTimeout(100)
  }
}

/** What is told to no Alertmanager is not counted. */
const configOf = (rules: string): string => `
rule_files: ['${rules}/*.yaml']
alerting:
  alertmanagers: [{ static_configs: [{ targets: ['${nowhere}'] }] }]
`

for (const program of ['prometheus2', 'prometheus3'] as const) {
  // It looks for its Alertmanager after 5 s.
  describe(`a real ${program}`, { skip: missing(program) }, () => {
    const folders = createTemporaryFolders()
    after(() => folders.removeAll())

    it('loads every rule, and tells of itself what rules ask for', async () => {
      const config = join(folders.make(), 'prometheus.yaml')
      writeFileSync(config, configOf(resolve('alertmanager/rules')))
      const server = await startPrometheus({ program, config })
      try {
        const { data } = await (await fetch(`${server.url}/api/v1/rules`)).json()
        const loaded = data.groups.flatMap((group: { rules: object[] }) => group.rules)

        assert.equal(loaded.length, records.length + alerts.length)
        assert.deepEqual(await lackedBy(`${server.url}/metrics`, othersSeries.prometheus), [])
      } finally {
        await server.stop()
      }
    })
  })
}

for (const program of ['alertmanager25', 'alertmanager31'] as const) {
  describe(`a real ${program}`, { skip: missing(program) }, () => {
    it('loads our file, and tells of itself what rules ask for', async () => {
      const server = await startAlertmanager({ program, config: 'alertmanager/alertmanager.yaml' })
      try {
        assert.deepEqual(await lackedBy(`${server.url}/metrics`, othersSeries.alertmanager), [])
      } finally {
        await server.stop()
      }
    })
  })
}

// It decides on a trace after a second.
describe('a real collector', { skip: missing('collector') }, () => {
  it('tells of itself what rules ask for once it has lost spans', async () => {
    const exporter = 'exporters.otlp_grpc/jaeger'
    const collector = await startCollector({
      places: { 'jaeger:4317': [nowhere] },
      set: {
        'processors.tail_sampling.decision_wait': '1s',
        [`${exporter}.retry_on_failure.enabled`]: false,
        [`${exporter}.sending_queue.queue_size`]: 512,
        [`${exporter}.sending_queue.batch.max_size`]: 512,
      },
    })
    try {
      await sendSpans(collector.url, [{}])
      await sendSpans(collector.url, Array(513).fill({}))

      const [metrics = ''] = collector.places['otel-collector:8888'] ?? []
      assert.deepEqual(await lackedBy(`http://${metrics}/metrics`, othersSeries.collector), [])
    } finally {
      await collector.stop()
    }
  })
})

describe('a real blackbox exporter', { skip: missing('blackbox') }, () => {
  it('tells of a probe what rules ask for', async () => {
    const exporter = await startBlackbox()
    try {
      const probe = `${exporter.url}/probe?module=http_live&target=http://${nowhere}`

      assert.deepEqual(await lackedBy(probe, othersSeries.blackboxExporter), [])
    } finally {
      await exporter.stop()
    }
  })
})
