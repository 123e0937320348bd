import { prometheus } from '@hono/prometheus'
import { Registry } from 'prom-client'

/** What the process runs on. */
export interface Runtime {
  readonly name: string
  readonly version: string
}

/** Makes the registry, with the process's and the runtime's own metrics in it. */
export function createRegistry(): Registry {
  const registry = new Registry()
  const disabled = { disabled: true }
  prometheus({
    registry,
    collectDefaultMetrics: true,
    metricOptions: { requestDuration: disabled, requestsTotal: disabled },
  })
  return registry
}
