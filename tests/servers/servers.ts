import { debianPackage } from './fetching/debian-package.ts'
import { goBuild } from './fetching/go-build.ts'
import type { Source } from './fetching/source.ts'

/** Every real server that tests start, and how its program comes to this machine. */
export const servers = {
  redis: debianPackage('redis-server'),
  mongodb: goBuild('tests/servers/ferretdb'),
  prometheus2: debianPackage('prometheus'),
  promtool2: debianPackage('prometheus', 'promtool'),
  prometheus3: goBuild(
    'tests/servers/prometheus',
    'github.com/prometheus/prometheus/cmd/prometheus',
  ),
  promtool3: goBuild('tests/servers/prometheus', 'github.com/prometheus/prometheus/cmd/promtool'),
  // What Debian has, and the newest of each that builds.
  alertmanager25: debianPackage('prometheus-alertmanager'),
  amtool25: debianPackage('prometheus-alertmanager', 'amtool'),
  alertmanager31: goBuild(
    'tests/servers/alertmanager',
    'github.com/prometheus/alertmanager/cmd/alertmanager',
  ),
  amtool34: goBuild('tests/servers/amtool', 'github.com/prometheus/alertmanager/cmd/amtool'),
  blackbox: debianPackage('prometheus-blackbox-exporter'),
  nginx: debianPackage('nginx'),
  caddy: debianPackage('caddy'),
  chromium: debianPackage('chromium'),
  // What `docker compose config` does, without Docker.
  compose: goBuild('tests/servers/compose', 'github.com/compose-spec/compose-go/v2/cmd'),
  collector: goBuild('tests/servers/collector'),
  jaeger: goBuild('tests/servers/jaeger', 'github.com/jaegertracing/jaeger/cmd/jaeger'),
} as const

servers satisfies Record<string, Source>

export type ServerName = keyof typeof servers

/** Where a server's program lies. Throws with what to do if this machine does not have it. */
export function programOf(name: ServerName): string {
  const { find, title } = servers[name]
  const path = find()
  if (path !== null) return path
  throw new Error(`Cannot start ${name}: ${title} is missing; npm run servers fetches it`)
}
