import { writeLocalCopy } from '../servers/configuration/local-copy.ts'
import type { Places } from '../servers/configuration/places.ts'
import { startPrometheus } from '../servers/prometheus.ts'
import type { Server } from '../servers/running/start-server.ts'
import { createTemporaryFolders } from '../support/temporary-folders.ts'

export interface OurPrometheusOptions {
  /** Debian's 2.42, or 3. Default: 3. */
  readonly program?: 'prometheus2' | 'prometheus3' | undefined
  /** Where everything is that it asks or tells, and itself. */
  readonly places: Places
  /** What else differs from `otel/prometheus.yaml`, by its path. */
  readonly set?: Readonly<Record<string, unknown>>
  readonly port: number
}

/** Starts a Prometheus that does what `otel/prometheus.yaml` says. */
export async function startOurPrometheus({
  program = 'prometheus3',
  places,
  set = {},
  port,
}: OurPrometheusOptions): Promise<Server> {
  const folders = createTemporaryFolders()
  try {
    const config = writeLocalCopy('otel/prometheus.yaml', folders.make(), {
      self: 'prometheus',
      places,
      set,
    })
    const server = await startPrometheus({ program, config, port })
    return {
      ...server,
      async stop() {
        await server.stop()
        folders.removeAll()
      },
    }
  } catch (error) {
    folders.removeAll()
    throw error
  }
}
