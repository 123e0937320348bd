import { isReady } from './running/is-ready.ts'
import type { Startable } from './running/start-once.ts'
import { type Server, startServer } from './running/start-server.ts'
import { programOf } from './servers.ts'

export interface AlertmanagerOptions {
  /** Debian's 0.25, or the newest whose server can be built. Default: the newest. */
  readonly program?: 'alertmanager25' | 'alertmanager31'
  /** Path of its configuration. */
  readonly config: string
  /** Where people find it. Default: a free port. */
  readonly port?: number | undefined
}

/** Starts an Alertmanager that knows no other. */
export async function startAlertmanager({
  program = 'alertmanager31',
  config,
  port,
}: AlertmanagerOptions): Promise<Server> {
  const startable: Startable = {
    program: programOf(program),
    scheme: 'http',
    args: (port, dir) => [
      `--config.file=${config}`,
      `--storage.path=${dir}`,
      `--web.listen-address=127.0.0.1:${port}`,
      '--cluster.listen-address=',
    ],
    answers: (port) => isReady(port, '/-/ready'),
  }
  return startServer(startable, port === undefined ? {} : { pickPort: async () => port })
}
