import type { EventLog } from '../../core/events/event-log.ts'
import type { Live } from '../../core/push/live.ts'
import type { MeasuredPush } from '../../telemetry/measured/measured-push.ts'
import type { Connections } from './connections.ts'
import type { Upgrade } from './peer.ts'

/** What the routes need that tell events over connections which stay open. */
export interface PushDeps {
  readonly events: EventLog
  readonly live: Live
  readonly connections: Connections
  readonly measured: MeasuredPush
  readonly upgrade: Upgrade
}
