import { randomUuid } from '../../telemetry/random-ids.ts'
import type { Client } from '../client/client.ts'
import { known } from '../env.ts'
import { sent } from '../headers.ts'
import type { Layer } from '../layer.ts'

export interface RequestIdOptions {
  /** Makes an id. Default: a random UUID. */
  readonly generate?: () => string
}

/** What is taken over from a trusted proxy; anything else could forge or flood our logs. */
const acceptable = /^[A-Za-z0-9._-]{1,128}$/

/** Gives every request an id, which every answer tells. */
export function requestId(client: Client, { generate = randomUuid }: RequestIdOptions = {}): Layer {
  return (next) => (c) => {
    const asked = sent(c, 'requestId')
    const accepted = asked !== undefined && acceptable.test(asked) && client.isTrusted(c)
    known(c).requestId = accepted ? asked : generate()
    return next(c)
  }
}
