import { answer } from '../answers/answer.ts'
import type { Client } from '../client/client.ts'
import { known } from '../env.ts'
import type { PushDeps } from '../push/deps.ts'
import type { Session } from '../push/peer.ts'
import { badHandshake, badKey, badOrigin, noPlace, notHere } from '../push/refusals.ts'
import { createSession } from '../push/session.ts'
import { type Route, route } from '../route.ts'
import { problemResponses } from '../schemas/responses.ts'

export interface WsDeps {
  /** `null` where there is no watcher: the route answers 501. */
  readonly push: PushDeps | null
  readonly client: Client
  readonly corsOrigins: readonly string[]
}

const described = {
  method: 'get',
  path: '/ws',
  summary: 'Events over a WebSocket',
  responses: {
    101: { description: 'Messages are JSON: `{type, data}`' },
    ...problemResponses([
      'INVALID_REQUEST',
      'ORIGIN_NOT_ALLOWED',
      'UPGRADE_REQUIRED',
      'TOO_MANY_CONNECTIONS',
      'NOT_IMPLEMENTED',
      'CONNECTIONS_TAKEN',
    ]),
  },
} as const

export function ws({ push, client, corsOrigins }: WsDeps): Route {
  return route(described, async (c) => {
    if (push === null) return notHere(c)
    const refused = badHandshake(c) ?? badOrigin(c, corsOrigins)
    if (refused) return refused
    let session: Session | undefined
    let isStopping = false
    function end(): void {
      isStopping = true
      session?.stop()
    }
    const release = push.connections.open('websocket', client.address(c) ?? 'unknown', end)
    if (typeof release === 'string') return noPlace(c, release)
    const isOpening = await push.upgrade(c, {
      open(peer) {
        session = createSession(peer, push)
        if (isStopping) session.stop()
        return session
      },
      closed() {
        session?.closed()
        release()
      },
    })
    if (!isOpening) {
      release()
      return badKey(c)
    }
    known(c).lasting = 'websocket'
    return answer(c, 200, null, {})
  })
}
