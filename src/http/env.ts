import type { Context } from 'hono'
import type { TraceIds } from '../telemetry/trace-ids.ts'

/** Hono's view of a request. It has no variables of ours: see `known`. */
export interface Env {
  Variables: object
}

/**
 * How an answer goes on once its handler is done. `stream`: until its last byte. `connection`:
 * until someone leaves (server-sent events). `websocket`: the same, and what the handler returns is
 * not sent. A route that answers so says it with `known(c).lasting = …`: to look at a body makes a
 * whole Response of what Node sends as it lies.
 */
export type Lasting = 'stream' | 'connection' | 'websocket'

const key = Symbol('known')

/** What layers leave for those behind them. */
export class Known {
  /** When it came, by `performance.now`. */
  readonly startedAt = performance.now()
  /** When its answer was there: see `answeredAt`. */
  answeredAt: number | undefined = undefined
  /** Told in `X-Request-ID`, in problems and in logs; empty before it is given. */
  requestId = ''
  /** The request's own span, or what stands for it where none is kept. */
  trace: TraceIds | undefined = undefined
  /** Where the client is, once somebody has found that out; `null` if nobody can. */
  clientAddress: string | null | undefined = undefined
  /** Who asks, if a verified token says so. */
  userId: string | undefined = undefined
  /** How the answer goes on once its handler is done; `undefined`: not at all. */
  lasting: Lasting | undefined = undefined
}

/** What is known of a request. Not Hono's variables: those are a Map, to be made and looked into. */
export function known(c: Context): Known {
  const { [key]: told } = c as unknown as { [key]?: Known }
  return told ?? begin(c)
}

/**
 * When the answer of a request was there, by `performance.now`: whoever asks first fixes it, so that
 * all say the same who tell how long it took.
 */
export function answeredAt(c: Context): number {
  const about = known(c)
  about.answeredAt ??= performance.now()
  return about.answeredAt
}

function begin(c: Context): Known {
  const told = new Known()
  ;(c as unknown as { [key]?: Known })[key] = told
  return told
}
