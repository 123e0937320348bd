import type { Config } from '../../config.ts'
import type { Hub } from '../../core/events/hub.ts'
import { createLive } from '../../core/push/live.ts'
import type { Store } from '../../core/store/store.ts'
import { createConnections } from '../../http/push/connections.ts'
import type { PushDeps } from '../../http/push/deps.ts'
import type { Upgrade } from '../../http/push/peer.ts'
import { measuredPush } from '../../telemetry/measured/measured-push.ts'
import type { Telemetry } from '../../telemetry/telemetry.ts'

export interface PushParts {
  readonly store: Pick<Store, 'events'>
  readonly hub: Hub
  readonly upgrade: Upgrade
}

/** Puts together what tells events over connections that stay open. */
export function composePush(
  config: Config,
  { store, hub, upgrade }: PushParts,
  telemetry: Telemetry,
): PushDeps {
  const measured = measuredPush(telemetry)
  return {
    events: store.events,
    live: createLive(hub, measured.telling),
    connections: createConnections({
      most: config.WEBSOCKET_MAX_CONNECTIONS,
      mostPerClient: config.WEBSOCKET_MAX_PER_CLIENT,
      meter: telemetry.meter,
    }),
    measured,
    upgrade,
  }
}
