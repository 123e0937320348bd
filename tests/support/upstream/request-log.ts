/** How often each path was asked for since the last reset, and what the last request sent. */
export interface Requests {
  readonly [path: `/${string}`]: number
  readonly total: number
  readonly last_headers: Readonly<Record<string, string>>
}

export interface RequestLog {
  note(path: string, headers: Readonly<Record<string, string>>): void
  read(): Requests
  reset(): void
}

/** Counts every request that arrives, also those that a fault leaves unanswered. */
export function createRequestLog(): RequestLog {
  let log: Requests = { total: 0, last_headers: {} }
  return {
    note(path, headers) {
      const key = `/${path.replace(/^\//, '')}` as const
      log = { ...log, [key]: (log[key] ?? 0) + 1, total: log.total + 1, last_headers: headers }
    },
    read: () => log,
    reset() {
      log = { total: 0, last_headers: {} }
    },
  }
}
