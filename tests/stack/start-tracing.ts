import { startCollector } from '../servers/collector.ts'
import type { PlacedServer } from '../servers/configuration/placed-server.ts'
import type { Places } from '../servers/configuration/places.ts'
import { startJaeger } from '../servers/jaeger.ts'

/** The way of a span: a collector, and the Jaeger that it hands spans on to. */
export interface Tracing {
  readonly jaeger: PlacedServer
  readonly collector: PlacedServer
  stop(): Promise<void>
}

export interface TracingOptions {
  /** Where Prometheus is, or will be. Default: nowhere. */
  readonly places?: Places
  /** What differs from `otel/collector.yaml`, by its path. */
  readonly set?: Readonly<Record<string, unknown>>
  /** Variables of that file. */
  readonly env?: Readonly<Record<string, string>>
  /** Where people find Jaeger. Default: a free port. */
  readonly jaegerPort?: number | undefined
}

export async function startTracing(options: TracingOptions = {}): Promise<Tracing> {
  const { places = {}, jaegerPort, ...collecting } = options
  const jaeger = await startJaeger({ places, port: jaegerPort })
  try {
    const collector = await startCollector({ ...collecting, places: jaeger.places })
    return {
      jaeger,
      collector,
      async stop() {
        await Promise.all([jaeger.stop(), collector.stop()])
      },
    }
  } catch (error) {
    await jaeger.stop()
    throw error
  }
}
