import type { Log } from '../../telemetry/log.ts'
import type { Host } from './host/hosts.ts'
import type { Unanswered } from './unanswered.ts'

/** Tells once when AniLibria cannot be reached, and once when it can again. */
export interface Reachability {
  answered(host: Host): void
  lost(error: Unanswered): void
}

const advice =
  "Check this machine's network and DNS, then ANILIBRIA_API_URLS; " +
  'answers already stored go on being served'

export function createReachability(log: Log): Reachability {
  let reachable = true
  return {
    answered(host) {
      if (!reachable) log.write('upstreamBack', { host: host.name })
      reachable = true
    },
    lost({ reasons }) {
      if (reachable) log.write('upstreamLost', { error: reasons, advice })
      reachable = false
    },
  }
}
