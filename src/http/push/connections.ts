import type { PushChannel } from '../../core/push/live.ts'
import type { Meter } from '../../telemetry/meter.ts'

/** Connections that stay open, of all channels together. */
export interface Connections {
  /**
   * Takes a place for a connection.
   *
   * @param client Whose it is: one address, for all whose address is not known together.
   * @param end Is called once when the service stops.
   * @returns What gives the place back; why there is none: all are taken, or the client's are.
   */
  open(channel: PushChannel, client: string, end: () => void): Release | Refused
  /** Ends all, and lets nobody in any more. Resolves once they are gone, or after a second. */
  stop(): Promise<void>
}

export type Release = () => void
export type Refused = 'all-taken' | 'clients-taken'

export interface ConnectionsOptions {
  readonly most: number
  /** 0: as many as there are places. */
  readonly mostPerClient: number
  readonly meter: Meter
}

/** Longest wait for those who do not hear that we stop, in milliseconds. */
const lingerMs = 1000

export function createConnections({ most, mostPerClient, meter }: ConnectionsOptions): Connections {
  const open = new Set<() => void>()
  const perClient = new Map<string, number>()
  let isStopping = false
  let onEmpty = (): void => {}

  function count(channel: PushChannel, client: string, by: 1 | -1): void {
    const left = (perClient.get(client) ?? 0) + by
    if (left === 0) perClient.delete(client)
    else perClient.set(client, left)
    meter.add('activeConnections', { connection_type: channel }, by)
    if (channel === 'websocket') meter.add('websocketConnections', {}, by)
  }

  return {
    open(channel, client, end) {
      if (isStopping || open.size >= most) return 'all-taken'
      if (mostPerClient > 0 && (perClient.get(client) ?? 0) >= mostPerClient) return 'clients-taken'
      const ending = (): void => end()
      open.add(ending)
      count(channel, client, 1)
      return () => {
        if (!open.delete(ending)) return
        count(channel, client, -1)
        if (open.size === 0) onEmpty()
      }
    },
    stop() {
      isStopping = true
      return new Promise((resolve) => {
        const timer = setTimeout(resolve, lingerMs)
        onEmpty = () => {
          clearTimeout(timer)
          resolve()
        }
        for (const end of [...open]) end()
        if (open.size === 0) onEmpty()
      })
    },
  }
}
