import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { isReady } from '../../servers/running/is-ready.ts'
import { type Server, startServer } from '../../servers/running/start-server.ts'
import { programOf } from '../../servers/servers.ts'

/** A proxy with no more configuration than WebSockets need: what else there is, it does as it likes. */
export interface Proxy {
  readonly name: 'nginx' | 'caddy'
  /** `service`: its address, such as `127.0.0.1:8000`. */
  start(service: string): Promise<Server>
}

const nginx = (port: number, dir: string, service: string) => `
${process.getuid?.() === 0 ? 'user root;' : ''}
daemon off;
pid ${dir}/pid;
error_log stderr;
events {}
http {
  access_log off;
  client_body_temp_path ${dir}/body;
  proxy_temp_path ${dir}/proxy;
  fastcgi_temp_path ${dir}/fastcgi;
  uwsgi_temp_path ${dir}/uwsgi;
  scgi_temp_path ${dir}/scgi;
  map $http_upgrade $connection_upgrade {
    default upgrade;
    '' '';
  }
  server {
    listen 127.0.0.1:${port};
    location / {
      proxy_pass http://${service};
      proxy_http_version 1.1;
      proxy_set_header Host $http_host;
      proxy_set_header Upgrade $http_upgrade;
      proxy_set_header Connection $connection_upgrade;
    }
  }
}`

const caddy = (port: number, service: string) => `
{
	admin off
	auto_https off
}
http://127.0.0.1:${port} {
	reverse_proxy ${service}
}
`

const answers = (port: number) => isReady(port, '/health/live')

export const proxies: readonly Proxy[] = [
  {
    name: 'nginx',
    start: (service) =>
      startServer({
        program: programOf('nginx'),
        scheme: 'http',
        args: (port, dir) => {
          const config = join(dir, 'nginx.conf')
          writeFileSync(config, nginx(port, dir, service))
          return ['-c', config, '-e', 'stderr']
        },
        answers,
      }),
  },
  {
    name: 'caddy',
    start: (service) =>
      startServer({
        program: programOf('caddy'),
        scheme: 'http',
        // Else it would save its configuration in whoever's home this is.
        env: { XDG_CONFIG_HOME: '/dev/null' },
        args: (port, dir) => {
          const config = join(dir, 'Caddyfile')
          writeFileSync(config, caddy(port, service))
          return ['run', '--config', config, '--adapter', 'caddyfile']
        },
        answers,
      }),
  },
]
