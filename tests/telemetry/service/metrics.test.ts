import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { metrics } from '../../../src/telemetry/metrics.ts'
import { httpCases } from './http-cases.ts'
import { runCase } from './metric-case.ts'
import { storageCases } from './storage-cases.ts'
import { endTelemetryCases, telemetryCases } from './telemetry-cases.ts'
import { upstreamCases } from './upstream-cases.ts'

const cases = [...httpCases, ...storageCases, ...upstreamCases, ...telemetryCases]

describe('of the whole service', () => {
  after(endTelemetryCases)

  for (const one of cases) {
    it(`${metrics[one.metric].name} ${one.it}`, () => runCase(one))
  }

  it('every metric of the table has a case', () => {
    const told = new Set<string>(cases.map(({ metric }) => metric))

    assert.deepEqual(
      Object.keys(metrics).filter((key) => !told.has(key)),
      [],
    )
  })
})
