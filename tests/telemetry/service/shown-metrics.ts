import type { World } from '../../support/world.ts'

export interface ShownSeries {
  readonly name: string
  readonly labels: Readonly<Record<string, string>>
  readonly value: number
}

/** What `/metrics` showed at one moment. */
export interface ShownMetrics {
  readonly text: string
  readonly series: readonly ShownSeries[]
  /** All series of a metric that have these labels. */
  all(name: string, labels?: Readonly<Record<string, string>>): readonly ShownSeries[]
  /** Their sum; `undefined` if there are none. */
  sum(name: string, labels?: Readonly<Record<string, string>>): number | undefined
}

/** Asks a service for its metrics, as a scraper does. */
export async function scrape({ ask }: Pick<World, 'ask'>): Promise<ShownMetrics> {
  const text = await (await ask('/metrics')).text()
  const series = text.split('\n').flatMap((line) => seriesOf(line) ?? [])
  const all: ShownMetrics['all'] = (name, labels = {}) =>
    series.filter((one) => one.name === name && hasLabels(one, labels))
  return {
    text,
    series,
    all,
    sum(name, labels) {
      const found = all(name, labels)
      return found.length === 0 ? undefined : found.reduce((sum, { value }) => sum + value, 0)
    },
  }
}

function seriesOf(line: string): ShownSeries | undefined {
  const [, name, labels = '', value] = /^([a-z_]+)(?:\{(.*)\})? (\S+)$/.exec(line) ?? []
  if (name === undefined) return undefined
  const pairs = [...labels.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)]
  return {
    name,
    labels: Object.fromEntries(pairs.map(([, label, said]) => [label, said])),
    value: Number(value),
  }
}

function hasLabels({ labels }: ShownSeries, wanted: Readonly<Record<string, string>>): boolean {
  return Object.entries(wanted).every(([label, value]) => labels[label] === value)
}
