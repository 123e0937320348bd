import type { Context } from 'hono'
import { Failure, type FailureCode, failureCode } from '../../core/failure.ts'
import { type Env, known } from '../env.ts'
import { headers } from '../headers.ts'
import { answer } from './answer.ts'

/** Every problem we answer with (RFC 9457): its code, its status and what the status is called. */
export const problems = {
  INVALID_REQUEST: { status: 400, title: 'Bad Request' },
  UNAUTHORIZED: { status: 401, title: 'Unauthorized' },
  ORIGIN_NOT_ALLOWED: { status: 403, title: 'Forbidden' },
  TITLE_NOT_FOUND: { status: 404, title: 'Not Found' },
  ROUTE_NOT_FOUND: { status: 404, title: 'Not Found' },
  WEBHOOK_NOT_FOUND: { status: 404, title: 'Not Found' },
  TOO_MANY_WEBHOOKS: { status: 409, title: 'Conflict' },
  METHOD_NOT_ALLOWED: { status: 405, title: 'Method Not Allowed' },
  PAYLOAD_TOO_LARGE: { status: 413, title: 'Content Too Large' },
  UNSUPPORTED_MEDIA_TYPE: { status: 415, title: 'Unsupported Media Type' },
  UPGRADE_REQUIRED: { status: 426, title: 'Upgrade Required' },
  RATE_LIMITED: { status: 429, title: 'Too Many Requests' },
  TOO_MANY_CONNECTIONS: { status: 429, title: 'Too Many Requests' },
  /** nginx's word for it; nobody reads this answer, the log and the metrics do. */
  CLIENT_CLOSED_REQUEST: { status: 499, title: 'Client Closed Request' },
  INTERNAL_ERROR: { status: 500, title: 'Internal Server Error' },
  NOT_IMPLEMENTED: { status: 501, title: 'Not Implemented' },
  CONNECTIONS_TAKEN: { status: 503, title: 'Service Unavailable' },
  UPSTREAM_UNAVAILABLE: { status: 503, title: 'Service Unavailable' },
  UPSTREAM_TIMEOUT: { status: 504, title: 'Gateway Timeout' },
} as const

export type ProblemCode = keyof typeof problems

const codes: Readonly<Record<FailureCode, ProblemCode>> = {
  invalid: 'INVALID_REQUEST',
  'title-not-found': 'TITLE_NOT_FOUND',
  cancelled: 'CLIENT_CLOSED_REQUEST',
  internal: 'INTERNAL_ERROR',
  unavailable: 'UPSTREAM_UNAVAILABLE',
  denied: 'UPSTREAM_UNAVAILABLE',
  timeout: 'UPSTREAM_TIMEOUT',
}

/** One thing wrong with a request: where, and what would be right. */
export interface InputError {
  readonly path: string
  readonly message: string
}

export interface ProblemOptions {
  readonly errors?: readonly InputError[]
  readonly headers?: Readonly<Record<string, string>>
}

/** Answers with a problem. `detail` is for people, and public. */
export function problem(
  c: Context<Env>,
  code: ProblemCode,
  detail: string,
  { errors, headers: more = {} }: ProblemOptions = {},
): Response {
  const { status, title } = problems[code]
  const { requestId } = known(c)
  const body = {
    type: 'about:blank',
    title,
    status,
    detail,
    code,
    request_id: requestId,
    errors,
  }
  return answer(c, status, JSON.stringify(body), {
    ...more,
    [headers.contentType]: 'application/problem+json',
    [headers.cacheControl]: 'no-store',
  })
}

/** Seconds to wait when a failure cannot tell: the hosts' cool-down. */
const retryAfterSeconds = 10

/** Answers whatever was thrown. A bug's own words stay with us. */
export function onError(error: unknown, c: Context<Env>): Response {
  const code = codes[failureCode(error)]
  if (!(error instanceof Failure)) return problem(c, code, 'Something went wrong on our side')
  const { retryAfterMs = retryAfterSeconds * 1000 } = error
  const wait = String(Math.max(1, Math.ceil(retryAfterMs / 1000)))
  const more = code === 'UPSTREAM_UNAVAILABLE' ? { [headers.retryAfter]: wait } : {}
  return problem(c, code, error.message, { headers: more })
}
