/** A span as Jaeger keeps it. */
export interface KeptSpan {
  readonly name: string
  readonly service: string
  readonly spanId: string
  readonly parentId: string | undefined
  /** The traces that it is linked to. */
  readonly linkedTo: readonly string[]
  readonly attributes: Readonly<Record<string, unknown>>
  /** How long it took, in milliseconds. */
  readonly ms: number
}

/** Asks Jaeger for a trace: its spans in the order they began, none if Jaeger does not have it. */
export async function traceIn(jaeger: string, traceId: string): Promise<readonly KeptSpan[]> {
  const { data } = await ask<{ data: readonly KeptTrace[] | null }>(
    `${jaeger}/api/traces/${traceId}`,
  )
  const { spans = [], processes = {} } = data?.[0] ?? {}
  return spans
    .toSorted((one, other) => one.startTime - other.startTime)
    .map((span) => ({
      name: span.operationName,
      service: processes[span.processID]?.serviceName ?? '',
      spanId: span.spanID,
      parentId: span.references.find(({ refType }) => refType === 'CHILD_OF')?.spanID,
      linkedTo: span.references
        .filter(({ refType }) => refType === 'FOLLOWS_FROM')
        .map(({ traceID }) => traceID),
      attributes: Object.fromEntries(span.tags.map(({ key, value }) => [key, value])),
      ms: span.duration / 1000,
    }))
}

/** Asks Jaeger's monitor for each operation that others ask of a service: the newest number. */
export async function monitored(
  jaeger: string,
  what: 'calls' | 'errors' | 'latencies',
  service: string,
): Promise<Readonly<Record<string, number>>> {
  const parameters = new URLSearchParams({
    service,
    spanKind: 'server',
    groupByOperation: 'true',
    quantile: '0.95',
    lookback: '10000',
    step: '1000',
    ratePer: '10000',
  })
  const { metrics } = await ask<{ metrics: readonly Monitored[] }>(
    `${jaeger}/api/metrics/${what}?${parameters}`,
  )
  return Object.fromEntries(
    metrics.map(({ labels, metricPoints }) => [
      labels.find(({ name }) => name === 'operation')?.value ?? '',
      Number(metricPoints.at(-1)?.gaugeValue.doubleValue),
    ]),
  )
}

async function ask<T>(url: string): Promise<T> {
  return (await fetch(url)).json() as Promise<T>
}

interface KeptTrace {
  readonly spans: readonly {
    readonly operationName: string
    readonly spanID: string
    readonly processID: string
    readonly references: readonly Reference[]
    readonly tags: readonly { readonly key: string; readonly value: unknown }[]
    /** In microseconds. */
    readonly startTime: number
    readonly duration: number
  }[]
  readonly processes: Readonly<Record<string, { readonly serviceName: string }>>
}

interface Reference {
  readonly refType: string
  readonly traceID: string
  readonly spanID: string
}

interface Monitored {
  readonly labels: readonly { readonly name: string; readonly value: string }[]
  readonly metricPoints: readonly { readonly gaugeValue: { readonly doubleValue: number } }[]
}
