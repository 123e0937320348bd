import { writeLocalCopy } from './configuration/local-copy.ts'
import { type PlacedServer, startPlaced } from './configuration/placed-server.ts'
import type { Places } from './configuration/places.ts'
import { isReady } from './running/is-ready.ts'
import { programOf } from './servers.ts'

export interface CollectorOptions {
  /** Where Jaeger is. */
  readonly places: Places
  /** What differs from `otel/collector.yaml`, by its path. */
  readonly set?: Readonly<Record<string, unknown>>
  /** Variables of that file: `{ TAIL_SAMPLING_PERCENTAGE: '1' }`. */
  readonly env?: Readonly<Record<string, string>>
}

/** Its address takes OTLP over HTTP. */
const addresses = ['4318', '4317', '8888', '8889', '13133'].map((port) => `otel-collector:${port}`)

/** Starts a collector that does what `otel/collector.yaml` says. */
export async function startCollector({
  places,
  set = {},
  env = {},
}: CollectorOptions): Promise<PlacedServer> {
  return startPlaced({
    program: programOf('collector'),
    addresses,
    env,
    args: (own, dir) => [
      '--config',
      writeLocalCopy('otel/collector.yaml', dir, {
        self: 'otel-collector',
        places: { ...places, ...own },
        set,
      }),
    ],
    answers: (port) => isReady(port + 4, '/'),
  })
}
