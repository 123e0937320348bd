/** What middleware leaves in Hono's context for those behind it. */
export interface Env {
  Variables: {
    /** Told in `X-Request-ID`, in problems and in logs. */
    requestId: string
  }
}
