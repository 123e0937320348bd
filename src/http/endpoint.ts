import { methods } from '../telemetry/metric-labels.ts'

/** A method of HTTP; `_OTHER` for what a client made up (OpenTelemetry semantic conventions). */
export type KnownMethod = (typeof methods)[number]

const known = new Map<string, KnownMethod>(methods.map((method) => [method, method]))

export function knownMethod(method: string): KnownMethod {
  return known.get(method) ?? '_OTHER'
}

/** Whether a path is asked for by machines, every few seconds: no span, and logged at debug. */
export function isProbe(path: string): boolean {
  return path === '/metrics' || path === '/health' || path.startsWith('/health/')
}
