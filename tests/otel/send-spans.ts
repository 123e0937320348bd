/** A span as one sends it, as far as tests need to say. */
export interface SentSpan {
  readonly name?: string
  readonly attributes?: Readonly<Record<string, string | readonly string[]>>
  /** Of one event within it. */
  readonly event?: Readonly<Record<string, string>>
  /** What failed. */
  readonly message?: string
  /** Of the service that sends it. */
  readonly resource?: Readonly<Record<string, string>>
}

/** Sends spans to a collector by OTLP over HTTP, all in one trace, and tells its id. */
export async function sendSpans(collector: string, spans: readonly SentSpan[]): Promise<string> {
  const traceId = hex(32)
  const now = BigInt(Date.now()) * 1_000_000n
  const resourceSpans = spans.map(({ name = 'work', attributes, event, message, resource }) => ({
    resource: { attributes: pairs({ 'service.name': 'stranger', ...resource }) },
    scopeSpans: [
      {
        spans: [
          {
            traceId,
            spanId: hex(16),
            name,
            kind: 2,
            startTimeUnixNano: `${now}`,
            endTimeUnixNano: `${now + 5_000_000n}`,
            attributes: pairs(attributes),
            events: event
              ? [{ name: 'exception', timeUnixNano: `${now}`, attributes: pairs(event) }]
              : [],
            status: message === undefined ? {} : { code: 2, message },
          },
        ],
      },
    ],
  }))
  const response = await fetch(`${collector}/v1/traces`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ resourceSpans }),
  })
  if (!response.ok) throw new Error(`Cannot send spans: ${await response.text()}`)
  return traceId
}

function hex(digits: number): string {
  return Buffer.from(crypto.getRandomValues(new Uint8Array(digits / 2))).toString('hex')
}

function pairs(values: Readonly<Record<string, string | readonly string[]>> = {}): object[] {
  return Object.entries(values).map(([key, value]) => ({ key, value: anyValue(value) }))
}

function anyValue(value: string | readonly string[]): object {
  if (typeof value === 'string') return { stringValue: value }
  return { arrayValue: { values: value.map(anyValue) } }
}
