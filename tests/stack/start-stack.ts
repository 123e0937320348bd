import { createReplicasWorld, type Replica, type ReplicasWorld } from '../replicas/world.ts'
import { startBlackbox } from '../servers/blackbox.ts'
import type { Places } from '../servers/configuration/places.ts'
import { freePort } from '../servers/running/free-port.ts'
import type { Server } from '../servers/running/start-server.ts'
import { type Alerting, startAlerting } from './alerting.ts'
import { createEnding, type Ending } from './ending.ts'
import { type Neighbour, startNeighbour } from './neighbour.ts'
import { startOurPrometheus } from './our-prometheus.ts'
import { startTracing, type Tracing } from './start-tracing.ts'

/** The whole system: two replicas of the service, all they use, and all that watches them. */
export interface Stack {
  readonly world: ReplicasWorld
  readonly replicas: readonly [Replica, Replica]
  readonly neighbour: Neighbour
  readonly tracing: Tracing
  readonly prometheus: Server
  readonly alerting: Alerting
  readonly places: Places
  end(): Promise<void>
}

type Set = Readonly<Record<string, unknown>>

export interface StackOptions {
  /** Settings of the service that differ. */
  readonly env?: Readonly<Record<string, string>>
  /** What differs from the configurations, by its path in each. */
  readonly set?: {
    readonly collector?: Set
    readonly prometheus?: Set
    readonly alertmanager?: Set
  }
  /** Ports that people know. Default: free ones. */
  readonly ports?: StackPorts | undefined
}

export interface StackPorts {
  readonly replicas: readonly [number, number]
  readonly neighbour: number
  readonly jaeger: number
  readonly prometheus: number
  readonly alertmanager: number
}

/** Starts everything; stops it again if something cannot start. */
export async function startStack(options: StackOptions = {}): Promise<Stack> {
  const ending = createEnding()
  try {
    return { ...(await startAll(options, ending)), end: ending.end }
  } catch (error) {
    await ending.end()
    throw error
  }
}

async function startAll({ env = {}, set = {}, ports }: StackOptions, { later }: Ending) {
  // Jaeger asks Prometheus, and Prometheus asks Jaeger: one address must be known before.
  const port = ports?.prometheus ?? (await freePort())
  const prometheusPlaces = { 'prometheus:9090': [`127.0.0.1:${port}`] }
  const tracing = later(
    await startTracing({
      places: prometheusPlaces,
      set: set.collector ?? {},
      jaegerPort: ports?.jaeger,
    }),
  )
  const collector = tracing.collector.url
  const neighbour = later(
    await startNeighbour({
      collector,
      port: ports?.neighbour,
      delayMs: Number(env.OTEL_BSP_SCHEDULE_DELAY ?? 5000),
    }),
  )
  const world = await createReplicasWorld({
    OTEL_EXPORTER_OTLP_ENDPOINT: collector,
    NODEJS_SERVICE_URL: neighbour.url,
    ...env,
  })
  later({ stop: world.end })
  const replicas = await Promise.all([
    world.replica({ PORT: `${ports?.replicas[0] ?? 0}` }),
    world.replica({ PORT: `${ports?.replicas[1] ?? 0}` }),
  ])
  const alerting = later(
    await startAlerting({ set: set.alertmanager ?? {}, port: ports?.alertmanager }),
  )
  const blackbox = later(await startBlackbox())
  const places: Places = {
    ...prometheusPlaces,
    ...tracing.jaeger.places,
    ...tracing.collector.places,
    ...alerting.places,
    ...blackbox.places,
    // One port for all, unless ADMIN_PORT is set.
    'service:8000': replicas.map(({ url }) => new URL(url).host),
    'service:8001': replicas.map(({ url }) => new URL(url).host),
    'nodejs-service:5000': [new URL(neighbour.url).host],
  }
  const prometheus = later(await startOurPrometheus({ places, set: set.prometheus ?? {}, port }))
  return { world, replicas, neighbour, tracing, prometheus, alerting, places }
}
