import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { after, describe, it } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { startAlertmanager } from '../servers/alertmanager.ts'
import { missing } from '../servers/missing.ts'
import { startPrometheus } from '../servers/prometheus.ts'
import { createTemporaryFolders } from '../support/temporary-folders.ts'
import { othersSeries } from './known-series.ts'
import { alerts, records } from './rules.ts'

/** Waits until a program's own metrics include some names; tells which they do not. */
async function lackedBy(url: string, names: readonly string[]): Promise<readonly string[]> {
  const start = performance.now()
  for (;;) {
    const metrics = await (await fetch(`${url}/metrics`)).text()
    const lacked = names.filter((name) => !new RegExp(`^${name}(\\{| )`, 'm').test(metrics))
    if (lacked.length === 0 || performance.now() - start > 20_000) return lacked
    await setTimeout(100)
  }
}

/** Nobody listens there: what is told to no Alertmanager is not counted. */
const configOf = (rules: string): string => `
rule_files: ['${rules}/*.yaml']
alerting:
  alertmanagers: [{ static_configs: [{ targets: ['127.0.0.1:9'] }] }]
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
        assert.deepEqual(await lackedBy(server.url, othersSeries.prometheus), [])
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
        assert.deepEqual(await lackedBy(server.url, othersSeries.alertmanager), [])
      } finally {
        await server.stop()
      }
    })
  })
}
