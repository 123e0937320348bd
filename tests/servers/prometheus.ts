import { type Server, startServer } from './running/start-server.ts'
import { programOf } from './servers.ts'

export interface PrometheusOptions {
  /** Debian's 2.42, or 3. Default: 3. */
  readonly program?: 'prometheus2' | 'prometheus3'
  /** Path of its configuration. */
  readonly config: string
}

/** Starts a Prometheus that keeps exemplars, as ours does. */
export async function startPrometheus({
  program = 'prometheus3',
  config,
}: PrometheusOptions): Promise<Server> {
  return startServer({
    program: programOf(program),
    scheme: 'http',
    args: (port, dir) => [
      `--config.file=${config}`,
      `--storage.tsdb.path=${dir}/data`,
      `--web.listen-address=127.0.0.1:${port}`,
      '--enable-feature=exemplar-storage',
    ],
    answers: async (port) => (await fetch(`http://127.0.0.1:${port}/-/ready`)).ok,
  })
}
