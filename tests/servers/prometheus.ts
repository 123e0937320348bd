import { isReady } from './running/is-ready.ts'
import type { Startable } from './running/start-once.ts'
import { type Server, startServer } from './running/start-server.ts'
import { programOf } from './servers.ts'

export interface PrometheusOptions {
  /** Debian's 2.42, or 3. Default: 3. */
  readonly program?: 'prometheus2' | 'prometheus3'
  /** Path of its configuration. */
  readonly config: string
  /** Where people find it. Default: a free port. */
  readonly port?: number | undefined
}

/** Starts a Prometheus that keeps exemplars, as ours does. */
export async function startPrometheus({
  program = 'prometheus3',
  config,
  port,
}: PrometheusOptions): Promise<Server> {
  const startable: Startable = {
    program: programOf(program),
    scheme: 'http',
    args: (port, dir) => [
      `--config.file=${config}`,
      `--storage.tsdb.path=${dir}/data`,
      `--web.listen-address=127.0.0.1:${port}`,
      '--enable-feature=exemplar-storage',
    ],
    answers: (port) => isReady(port, '/-/ready'),
  }
  return startServer(startable, port === undefined ? {} : { pickPort: async () => port })
}
