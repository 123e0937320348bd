import type { TraceIds } from '../telemetry/trace-ids.ts'

/** What middleware leaves in Hono's context for those behind it. */
export interface Env {
  Variables: {
    /** Told in `X-Request-ID`, in problems and in logs. */
    requestId: string
    /** The request's own span, or what stands for it where none is kept. */
    trace: TraceIds
    /** Where the client is, once somebody has found that out; `null` if nobody can. */
    clientAddress: string | null | undefined
    /** Who asks, if a verified token says so. */
    userId: string | undefined
  }
}
