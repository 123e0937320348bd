import { type Server, startServer } from './running/start-server.ts'
import { programOf } from './servers.ts'

export interface AlertmanagerOptions {
  /** Debian's 0.25, or the newest whose server can be built. Default: the newest. */
  readonly program?: 'alertmanager25' | 'alertmanager31'
  /** Path of its configuration. */
  readonly config: string
}

/** Starts an Alertmanager that knows no other. */
export async function startAlertmanager({
  program = 'alertmanager31',
  config,
}: AlertmanagerOptions): Promise<Server> {
  return startServer({
    program: programOf(program),
    scheme: 'http',
    args: (port, dir) => [
      `--config.file=${config}`,
      `--storage.path=${dir}`,
      `--web.listen-address=127.0.0.1:${port}`,
      '--cluster.listen-address=',
    ],
    answers: async (port) => (await fetch(`http://127.0.0.1:${port}/-/ready`)).ok,
  })
}
