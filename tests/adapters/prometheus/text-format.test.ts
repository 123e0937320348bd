import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import { describe, it } from 'node:test'
import { expositionOf } from '../../../src/adapters/prometheus/exposition.ts'
import { createPrometheusMeter } from '../../../src/adapters/prometheus/meter.ts'
import { createRegistry } from '../../../src/adapters/prometheus/registry.ts'
import { metrics } from '../../../src/telemetry/metrics.ts'

interface Family {
  readonly name: string
  readonly type: string
  readonly help: string
  readonly metrics: readonly { readonly labels?: object; readonly value?: string }[]
}

const parser = 'parse-prometheus-text-format'

describe("npm's parser of the text format", () => {
  it('finds every metric of the table, with its help, its type and odd label values', async () => {
    const parse: (text: string) => Family[] = createRequire(import.meta.url)(parser)
    const registry = createRegistry()
    const labels = { endpoint: 'quote " backslash \\ newline \n end', status_code: 'timeout' }
    createPrometheusMeter(registry).count('apiRequests', labels)

    const { text } = await expositionOf(registry, 'text')
    const families = new Map(parse(text).map((family) => [family.name, family]))

    for (const { name, type, help } of Object.values(metrics)) {
      const family = families.get(name)
      assert.deepEqual([family?.type, family?.help], [type.toUpperCase(), help], name)
    }
    const [asked] = families.get(metrics.apiRequests.name)?.metrics ?? []
    assert.deepEqual(asked, { labels, value: '1' })
  })
})
