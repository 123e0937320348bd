import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { type Server, startServer } from '../../servers/running/start-server.ts'
import { programOf } from '../../servers/servers.ts'

/** Where a proxy finds what is elsewhere in compose. */
export interface Behind {
  /** Port of a DNS server on 127.0.0.1. */
  readonly resolver: number
  /** Port of every replica. */
  readonly service: number
}

/** One of the proxies that `otel/proxy` has a configuration for. */
export interface ReverseProxy {
  readonly name: 'nginx' | 'caddy'
  start(behind: Behind): Promise<Server>
}

export const proxies: readonly ReverseProxy[] = [
  {
    name: 'nginx',
    start: (behind) =>
      startProxy('nginx', (port, dir) => {
        const rights = process.getuid?.() === 0 ? 'user root;' : ''
        const config = copy('nginx.conf', dir, [
          ['127.0.0.11', `127.0.0.1:${behind.resolver}`],
          ['service:8000', `service:${behind.service}`],
          ['listen 8080', `listen 127.0.0.1:${port}`],
          [' /tmp/', ` ${dir}/`],
        ])
        return ['-c', config, '-e', 'stderr', '-g', `daemon off; ${rights}`]
      }),
  },
  {
    name: 'caddy',
    start: (behind) =>
      startProxy('caddy', (port, dir) => {
        const config = copy('Caddyfile', dir, [
          ['127.0.0.11:53', `127.0.0.1:${behind.resolver}`],
          ['service 8000', `service ${behind.service}`],
          ['\n:8080 {', `\n:${port} {\n\tbind 127.0.0.1`],
        ])
        return ['run', '--config', config, '--adapter', 'caddyfile']
      }),
  },
]

function startProxy(
  name: ReverseProxy['name'],
  args: (port: number, dir: string) => readonly string[],
): Promise<Server> {
  return startServer({
    program: programOf(name),
    scheme: 'http',
    // Else Caddy would save its configuration in whoever's home this is.
    env: { XDG_CONFIG_HOME: '/dev/null' },
    args,
    // No replica need be there: what is private is refused without one.
    answers: async (port) => (await fetch(`http://127.0.0.1:${port}/`)).status === 404,
  })
}

/** Writes a copy that says other things in some places. Each must be there, or it is no test of the original. */
function copy(file: string, dir: string, instead: readonly (readonly [string, string])[]): string {
  const path = join(dir, file)
  const text = instead.reduce(
    (rest, [found, other]) => {
      if (!rest.includes(found)) throw new Error(`Cannot find ${found} in otel/proxy/${file}`)
      return rest.replaceAll(found, other)
    },
    readFileSync(`otel/proxy/${file}`, 'utf8'),
  )
  writeFileSync(path, text)
  return path
}
