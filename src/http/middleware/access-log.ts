import type { Context } from 'hono'
import { whenThere } from '../../core/soon.ts'
import { timeOf } from '../../telemetry/clock.ts'
import { errorFields } from '../../telemetry/lines/error-fields.ts'
import type { Log } from '../../telemetry/log.ts'
import { statusOf } from '../answers/lasting.ts'
import type { Client } from '../client/client.ts'
import { isProbe, knownMethod } from '../endpoint.ts'
import { answeredAt, type Env, known } from '../env.ts'
import { sent } from '../headers.ts'
import type { Layer } from '../layer.ts'

const request = { started: 'accessStarted', completed: 'accessCompleted' } as const
const probe = { started: 'probeStarted', completed: 'probeCompleted' } as const

export interface AccessLogOptions {
  readonly log: Log
  readonly client: Client
}

/** Writes a line when a request comes, and one when its answer is there. */
export function accessLog({ log, client }: AccessLogOptions): Layer {
  return (next, endpoint) => (c) => {
    const { startedAt } = known(c)
    const events = isProbe(c.req.path) ? probe : request
    const asked = log.writes(events.completed) ? about(c, client) : undefined
    if (asked) log.write(events.started, asked, timeOf(startedAt))
    return whenThere(next(c), (response) => {
      const at = answeredAt(c)
      const status = statusOf(c, response)
      const duration = Math.round((at - startedAt) * 1000) / 1e6
      // A probe that answers with 503 has not failed: to say so is what it is for.
      if (status >= 500 && (events === request || c.error !== undefined)) {
        const why = c.error === undefined ? unknown : errorFields(c.error)
        const whom = asked ?? about(c, client)
        const told = { ...whom, endpoint, status_code: status, duration, ...why }
        log.write('accessFailed', told, timeOf(at))
      } else if (asked) {
        const told = { ...asked, endpoint, status_code: status, duration }
        log.write(events.completed, told, timeOf(at))
      }
      return response
    })
  }
}

const unknown = { error: undefined, error_type: undefined, stack: undefined }

function about(c: Context<Env>, client: Client) {
  return {
    method: knownMethod(c.req.method),
    path: c.req.path,
    user_id: known(c).userId,
    user_agent: sent(c, 'userAgent'),
    ip: client.address(c),
  }
}
