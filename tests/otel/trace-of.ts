/** The trace that an answer belongs to. */
export function traceOf(response: Response): string {
  const timing = response.headers.get('Server-Timing') ?? ''
  const id = /traceparent;desc="00-([0-9a-f]{32})-/.exec(timing)?.[1]
  if (id === undefined) throw new Error(`Cannot find a trace in Server-Timing: ${timing}`)
  return id
}
