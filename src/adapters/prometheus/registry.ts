import { prometheus } from '@hono/prometheus'
import { Gauge, Registry } from 'prom-client'
import type { Identity } from '../../telemetry/identity.ts'

/** What the process runs on. */
export interface Runtime {
  readonly name: string
  readonly version: string
}

/** Makes the registry, with the process's and the runtime's own metrics in it. */
export function createRegistry(identity?: Identity, runtime?: Runtime): Registry {
  const registry = new Registry()
  const disabled = { disabled: true }
  prometheus({
    registry,
    collectDefaultMetrics: true,
    metricOptions: { requestDuration: disabled, requestsTotal: disabled },
  })
  if (identity === undefined || runtime === undefined) return registry
  const { version, environment } = identity
  new Gauge({
    name: 'anilibria_service_info',
    help: 'Which service this is; always 1',
    labelNames: ['version', 'runtime', 'runtime_version', 'environment'],
    registers: [registry],
  }).set({ version, runtime: runtime.name, runtime_version: runtime.version, environment }, 1)
  return registry
}
