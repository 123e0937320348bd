import { globSync, readFileSync, statSync } from 'node:fs'
import { type ComposeService, mounted, services } from './compose-file.ts'

/** A host and a port that a service of compose is told of, by a file or by compose itself. */
export interface NamedPlace {
  /** Who is told. */
  readonly by: string
  readonly host: string
  readonly port: string
  /** The file that names it. */
  readonly where: string
}

/** Files that hold no addresses but those in expressions and in people's words. */
const wordy = /^\.\/(alertmanager\/(rules|templates)|grafana\/dashboards|tests)(\/|$)/

/** How files spell a host with a port: as one word, for discovery by DNS, for Caddy, and for Fluentd. */
const spellings = [
  /(?<![\w.$-])([a-z][a-z\d-]*):(\d{2,5})(?![\w.:-])/g,
  /names: \[([\w-]+)\]\s+type: A\s+port: (\d+)/g,
  /dynamic a ([\w-]+) (\d+)/g,
  /\bhost ([\w-]+)\s+port (\d+)/g,
]

/** Every host and port that files name which compose mounts, and that compose itself tells. */
export function namedPlaces(): readonly NamedPlace[] {
  return services.flatMap(([by, service]) =>
    textsOf(service).flatMap(([where, text]) => {
      const told = text.replaceAll(/^\s*(#|\/\/).*$/gm, '')
      const found = spellings.flatMap((spelling) => [...told.matchAll(spelling)])
      return found.map(([, host = '', port = '']) => ({ by, host, port, where }))
    }),
  )
}

function textsOf(service: ComposeService): readonly (readonly [string, string])[] {
  const { command = [], environment = {} } = service
  const told = [...command, ...Object.values(environment)].filter((one) => one !== null)
  const files = [...mounted(service), ...programsIn(command), ...insteadOf(service)]
    .filter((path) => !wordy.test(path))
    .flatMap((path) => (statSync(path).isDirectory() ? globSync(`${path}/**/*.*`) : [path]))
  return [
    ['compose.yaml', told.join('\n')],
    ...files.map((file) => [file, readFileSync(file, 'utf8')] as const),
  ]
}

/** Programs of ours that a service runs. */
function programsIn(command: readonly string[]): readonly string[] {
  return command.filter((word) => /^tests\/deploy\/.*\.ts$/.test(word))
}

/** Who would rather have Caddy mounts its file instead, and who wants the demo takes its settings. */
function insteadOf(service: ComposeService): readonly string[] {
  if (service.build) return ['./.env.demo']
  return mounted(service).includes('./otel/proxy/nginx.conf') ? ['./otel/proxy/Caddyfile'] : []
}
