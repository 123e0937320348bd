import { resolve } from 'node:path'
import { writeLocalCopy } from './configuration/local-copy.ts'
import { type PlacedServer, startPlaced } from './configuration/placed-server.ts'
import type { Places } from './configuration/places.ts'
import { isReady } from './running/is-ready.ts'
import { programOf } from './servers.ts'

export interface JaegerOptions {
  /** Where Prometheus is, or will be. Default: nowhere, so that only the Monitor tab fails. */
  readonly places?: Places
  /** Where people and the API find it. Default: a free port. */
  readonly port?: number | undefined
}

/** Its address is that of the API, and of the pages. */
const addresses = ['16686', '16685', '4317', '4318', '8888', '13133'].map(
  (port) => `jaeger:${port}`,
)

const elsewhere: Places = {
  'prometheus:9090': ['127.0.0.1:9'],
  '/etc/jaeger/jaeger-ui.json': [resolve('otel/jaeger-ui.json')],
}

/** Starts a Jaeger that does what `otel/jaeger.yaml` says. */
export async function startJaeger({
  places = {},
  port,
}: JaegerOptions = {}): Promise<PlacedServer> {
  return startPlaced(
    {
      program: programOf('jaeger'),
      addresses,
      args: (own, dir) => [
        '--config',
        writeLocalCopy('otel/jaeger.yaml', dir, {
          self: 'jaeger',
          places: { ...elsewhere, ...places, ...own },
        }),
      ],
      answers: (first) => isReady(first + 5, '/status'),
    },
    port,
  )
}
