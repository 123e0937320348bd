import { type PlacedServer, startPlaced } from './configuration/placed-server.ts'
import { isReady } from './running/is-ready.ts'
import { programOf } from './servers.ts'

/** Starts a blackbox exporter that knows the probes of `otel/blackbox.yaml`. */
export async function startBlackbox(): Promise<PlacedServer> {
  return startPlaced({
    program: programOf('blackbox'),
    addresses: ['blackbox:9115'],
    args: (own) => [
      '--config.file=otel/blackbox.yaml',
      `--web.listen-address=${own['blackbox:9115']?.[0]}`,
    ],
    answers: (port) => isReady(port, '/-/healthy'),
  })
}
