import type { Tracer } from '../tracer.ts'

/** What the adapter tells of the way to an answer, in the circumstances of the question. */
export interface AttemptsTold {
  /** `host`: its name, and its port if that is unusual. `status`: a word where none came. */
  onAttempt(attempt: { readonly host: string; readonly status: number | string }): void
  /** `error`: why, in one of few words. */
  onHostLeft(host: string, error: string): void
  /** `retry`: 1 for the first time that all hosts are asked again. */
  onRetry(retry: number): void
}

/** Tells the question under way what became of its requests. */
export function tracedAttempts(tracer: Tracer): AttemptsTold {
  return {
    onAttempt: ({ host, status }) =>
      tracer.underWay('apiCall').set({
        ...serverOf(host),
        'http.response.status_code': typeof status === 'number' ? status : undefined,
      }),
    onHostLeft: (host, error) =>
      tracer.underWay('apiCall').event('hostLeft', { ...serverOf(host), 'error.type': error }),
    onRetry: (retry) =>
      tracer.underWay('apiCall').event('retried', { 'http.request.resend_count': retry }),
  }
}

function serverOf(host: string) {
  const [, address = host, port] = /^(.+?)(?::(\d+))?$/.exec(host) ?? []
  return { 'server.address': address, 'server.port': port === undefined ? undefined : Number(port) }
}
