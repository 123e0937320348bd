import type { Registry } from 'prom-client'
import { createPrometheusMeter } from '../../../../src/adapters/prometheus/meter.ts'
import { createRegistry } from '../../../../src/adapters/prometheus/registry.ts'
import { methods } from '../../../../src/telemetry/metric-labels.ts'

const trace = { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16), sampled: true }
const statuses = ['200', '304', '400', '404', '500', '503'] as const

/** Our own metrics with everything in them that many different requests leave behind, exemplars too. */
export function manySeries(): Registry {
  const registry = createRegistry()
  const meter = createPrometheusMeter(registry)
  for (const endpoint of endpoints()) {
    for (const method of methods.slice(0, 7)) {
      for (const status_code of statuses) {
        meter.count('httpRequests', { method, endpoint, status_code }, 12_345)
      }
      for (let ms = 1; ms < 10_000; ms *= 2) {
        meter.time('httpRequestDuration', { method, endpoint }, ms / 1000 + 0.000_123, trace)
      }
    }
  }
  return registry
}

function endpoints(): readonly string[] {
  const prefix = '/api/anilibria/v2'
  const names = [
    'titles',
    'titles/{idOrAlias}',
    'search',
    'updates',
    'random',
    'genres',
    'schedule',
  ]
  const more = ['ws', 'events', 'feed.atom', 'openapi.json']
  return [...names, ...more].map((name) => `${prefix}/${name}`).concat('/health', '/metrics')
}
