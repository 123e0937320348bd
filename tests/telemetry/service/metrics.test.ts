import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { metrics } from '../../../src/telemetry/metrics.ts'
import { missing } from '../../servers/missing.ts'
import { httpCases } from './http-cases.ts'
import { runCase } from './metric-case.ts'
import { mongodbCases } from './mongodb-cases.ts'
import { endNotificationCases, notificationCases } from './notification-cases.ts'
import { redisCases } from './redis-cases.ts'
import { storageCases } from './storage-cases.ts'
import { syncCases } from './sync-cases.ts'
import { endTelemetryCases, telemetryCases } from './telemetry-cases.ts'
import { upstreamCases } from './upstream-cases.ts'

const cases = [
  ...[...httpCases, ...storageCases, ...upstreamCases, ...telemetryCases],
  ...[...syncCases, ...notificationCases, ...redisCases, ...mongodbCases],
]

describe('of the whole service', () => {
  after(endTelemetryCases)
  after(endNotificationCases)

  for (const one of cases) {
    const { metric, needs = [] } = one
    it(`${metrics[metric].name} ${one.it}`, { skip: missing(...needs) }, () => runCase(one))
  }

  it('every metric of the table has a case', () => {
    const told = new Set<string>(cases.map(({ metric }) => metric))

    assert.deepEqual(
      Object.keys(metrics).filter((key) => !told.has(key)),
      [],
    )
  })
})
