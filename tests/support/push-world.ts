import { setImmediate } from 'node:timers/promises'
import { createApp, type Deps } from '../../src/app.ts'
import { createHub } from '../../src/core/events/hub.ts'
import type { TitleEvent } from '../../src/core/events/title-event.ts'
import { createLive } from '../../src/core/push/live.ts'
import { createClient } from '../../src/http/client/client.ts'
import { createConnections } from '../../src/http/push/connections.ts'
import type { PushDeps } from '../../src/http/push/deps.ts'
import type { Upgrade } from '../../src/http/push/peer.ts'
import { measuredPush } from '../../src/telemetry/measured/measured-push.ts'
import type { Tracer } from '../../src/telemetry/tracer.ts'
import { createRecordingMeter } from '../telemetry/recording-meter.ts'
import { createFakeEventLog } from './fake-store.ts'

export type PushWorld = ReturnType<typeof createPushWorld>

export interface PushWorldOptions {
  readonly most?: number
  readonly mostPerClient?: number
  readonly corsOrigins?: readonly string[]
  readonly upgrade?: Upgrade
}

/** What tells events over open connections, with a log in memory and a hub that a test speaks to. */
export function createPushWorld({
  most = 100,
  mostPerClient = 0,
  corsOrigins = [],
  upgrade = async () => false,
}: PushWorldOptions = {}) {
  const meter = createRecordingMeter()
  const hub = createHub()
  const events = createFakeEventLog()
  const detached: Tracer['detached'] = (_, work) => work({ set() {}, event() {} })
  const measured = measuredPush({ meter, tracer: { detached } as Tracer })
  const push: PushDeps = {
    events,
    live: createLive(hub, measured.telling),
    connections: createConnections({ most, mostPerClient, meter }),
    measured,
    upgrade,
  }
  const app = (): ReturnType<typeof createApp> => createApp(depsWith({ push, corsOrigins, meter }))
  return {
    ...push,
    push,
    hub,
    meter,
    app,
    /** Appends events and tells of them, as a follower does that does not lag. */
    async happen(...those: readonly TitleEvent[]): Promise<void> {
      await events.append(those)
      for (const event of those) hub.publish(event)
    },
  }
}

/** Longer than anything takes that waits for no clock. */
export async function settled(): Promise<void> {
  for (let turns = 0; turns < 20; turns += 1) await setImmediate()
}

/** A whole service that knows nothing but events. */
export function depsWith(some: Partial<Deps>): Deps {
  const tracer = {
    request: (_: unknown, work: (span: object) => unknown) =>
      work({ ids: { traceId: '', spanId: '', sampled: false } }),
  }
  const deps = {
    tracer,
    log: { write() {}, writes: () => false },
    client: createClient({
      peer: ({ env }) => (env as { peer: string }).peer ?? null,
      trusted: [],
    }),
    parts: [],
    now: Date.now,
    verifyUser: null,
    rateLimiter: null,
    renderMetrics: null,
    internal: null,
    ...some,
  }
  return deps as unknown as Deps
}
