import type { Registry } from 'prom-client'
import { createScope } from '../../../adapters/async-context/scope.ts'
import { createPinoLog, type PinoLog } from '../../../adapters/pino/log.ts'
import { createPrometheusMeter } from '../../../adapters/prometheus/meter.ts'
import { createRegistry, type Runtime } from '../../../adapters/prometheus/registry.ts'
import type { Config } from '../../../config.ts'
import type { Identity } from '../../../telemetry/identity.ts'
import type { Meter } from '../../../telemetry/meter.ts'
import type { Scope } from '../../../telemetry/scope.ts'
import { identityOf } from '../compose-edge.ts'

export interface ProcessTelemetry {
  readonly log: PinoLog
  readonly meter: Meter
  readonly registry: Registry
  readonly scope: Scope
  readonly identity: Identity
}

/** Puts together what a long-lived process tells of itself with, spans aside. */
export function composeTelemetry(config: Config, runtime: Runtime): ProcessTelemetry {
  const identity = identityOf(config)
  const registry = createRegistry()
  const meter = createPrometheusMeter(registry)
  const { version, environment } = identity
  const { name, version: runtime_version } = runtime
  meter.add('serviceInfo', { version, environment, runtime: name, runtime_version }, 1)
  const scope = createScope()
  const log = createPinoLog({
    level: config.LOG_LEVEL,
    identity,
    scope,
    onDropped: (lines) => meter.count('telemetryLogLinesDropped', {}, lines),
  })
  return { log, meter, registry, scope, identity }
}
