import type { Registry } from 'prom-client'
import type { Exemplar, Sample } from './sample.ts'

/** Prometheus' text format 0.0.4, or OpenMetrics 1.0, which has room for exemplars. */
export type Format = 'text' | 'openmetrics'

export interface Exposition {
  /** What goes into `Content-Type`. */
  readonly type: string
  readonly text: string
}

interface Family {
  readonly name: string
  readonly help: string
  readonly type: unknown
  readonly values: readonly Sample[]
}

/**
 * Shows what is in the registry. prom-client's own rendering has one format per registry, and
 * renames the counters when it writes OpenMetrics; this one leaves everything as it is.
 */
export async function expositionOf(registry: Registry, format: Format): Promise<Exposition> {
  const families: readonly Family[] = await registry.getMetricsAsJSON()
  if (format === 'openmetrics') {
    const text = `${families.map(openMetricsOf).join('')}# EOF\n`
    return { type: 'application/openmetrics-text; version=1.0.0; charset=utf-8', text }
  }
  const text = families.map(textOf).join('')
  return { type: 'text/plain; version=0.0.4; charset=utf-8', text }
}

function textOf({ name, help, type, values }: Family): string {
  const lines = values.map((sample) => `${seriesOf(sample.metricName ?? name, sample)}\n`)
  return `# HELP ${name} ${escaped(help)}\n# TYPE ${name} ${type}\n${lines.join('')}`
}

/** A counter is called by its name without `_total`, and its one sample by that with it. */
function openMetricsOf({ name, help, type, values }: Family): string {
  const family = type === 'counter' ? name.replace(/_total$/, '') : name
  const itself = type === 'counter' ? `${family}_total` : name
  const lines = values.map((sample) => {
    const series = seriesOf(sample.metricName ?? itself, sample)
    return sample.exemplar ? `${series}${exemplarOf(sample.exemplar)}\n` : `${series}\n`
  })
  return `# HELP ${family} ${quotable(help)}\n# TYPE ${family} ${type}\n${lines.join('')}`
}

function seriesOf(name: string, { labels, value }: Sample): string {
  return `${name}${labelsOf(labels)} ${numberOf(value)}`
}

/** Most of a scrape is the same labels again: what they look like is kept as long as they are. */
const shown = new WeakMap<Sample['labels'], string>()

function labelsOf(labels: Sample['labels']): string {
  const before = shown.get(labels)
  if (before !== undefined) return before
  const said = Object.entries(labels).map(([label, of]) => `${label}="${labelOf(of)}"`)
  const text = said.length > 0 ? `{${said.join(',')}}` : ''
  shown.set(labels, text)
  return text
}

function exemplarOf({ traceId, spanId, value, at }: Exemplar): string {
  return ` # {trace_id="${traceId}",span_id="${spanId}"} ${numberOf(value)} ${at / 1000}`
}

function labelOf(value: string | number | undefined): string {
  return typeof value === 'number' ? boundOf(value) : quotable(value ?? '')
}

/** As OpenMetrics wants it, and as Prometheus 3 stores it whatever it was sent. */
function boundOf(bound: number): string {
  return Number.isInteger(bound) ? `${bound}.0` : numberOf(bound)
}

function numberOf(value: number): string {
  if (Number.isFinite(value)) return String(value)
  return Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf'
}

function escaped(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')
}

function quotable(text: string): string {
  return escaped(text).replaceAll('"', '\\"')
}
