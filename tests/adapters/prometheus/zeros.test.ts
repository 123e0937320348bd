import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { zeros } from '../../../src/adapters/prometheus/zeros.ts'
import { components, errorTypes } from '../../../src/telemetry/metric-labels.ts'
import { metrics } from '../../../src/telemetry/metrics.ts'

describe('zeros()', () => {
  it('begins every combination of closed labels', () => {
    assert.equal(zeros(metrics.errors).length, errorTypes.length * components.length)
    assert.deepEqual(zeros(metrics.websocketConnections), [{}])
    assert.deepEqual(zeros(metrics.telemetrySpans), [
      { result: 'exported' },
      { result: 'dropped' },
      { result: 'failed' },
    ])
  })

  it('leaves out what a cache cannot do', () => {
    const memory = zeros(metrics.cacheOperations).filter(
      ({ cache_level }) => cache_level === 'memory',
    )

    assert.deepEqual(
      memory.map(({ operation, result }) => `${operation} ${result}`),
      ['get hit', 'get miss', 'get error', 'set error', 'set ok', 'delete error', 'delete ok'],
    )
  })

  it('begins nothing where a label is open, nor what nobody knows yet, nor a histogram', () => {
    assert.deepEqual(zeros(metrics.httpRequests), [])
    assert.deepEqual(zeros(metrics.cacheHitRate), [])
    assert.deepEqual(zeros(metrics.databaseOperationDuration), [])
  })
})
