import type { Dataquery } from '@grafana/grafana-foundation-sdk/prometheus'
import { dashboards, shownPanels } from './dashboard-files.ts'

/** What Grafana asks Prometheus for. */
export interface AskedQuery {
  /** Who asks: `AniLibria Service / Request Rate, A`. */
  readonly name: string
  /** With Grafana's variables in it. */
  readonly expr: string
}

/** What Grafana puts in place of its variables. */
export interface Chosen {
  readonly job?: string
  readonly instance?: string
  readonly rateInterval?: string
  readonly range?: string
}

export const panelQueries: readonly AskedQuery[] = shownPanels.flatMap(({ name, targets }) =>
  targets.map(({ refId, expr }) => ({ name: `${name}, ${refId}`, expr })),
)

export const annotationQueries: readonly AskedQuery[] = dashboards.flatMap(
  ({ title, annotations }) =>
    (annotations.list ?? []).map(({ name, target }) => ({
      name: `${title}, annotation ${name}`,
      expr: (target as Dataquery).expr,
    })),
)

/** What the values of variables are labels of. */
export const variableQueries: readonly AskedQuery[] = dashboards.flatMap(({ title, templating }) =>
  (templating.list ?? [])
    .filter(({ type }) => type === 'query')
    .map(({ name, query }) => ({ name: `${title}, variable ${name}`, expr: asked(`${query}`) })),
)

export const queries = [...panelQueries, ...annotationQueries, ...variableQueries]

/** An expression as Prometheus gets it. Throws if a variable is left that nobody knows. */
export function filledIn(
  expr: string,
  { job = '.+', instance = '.+', rateInterval = '61s', range = '3601s' }: Chosen = {},
): string {
  const filled = expr
    .replaceAll('$__rate_interval', rateInterval)
    .replaceAll('$__range', range)
    .replaceAll('$job', job)
    .replaceAll('$instance', instance)
  if (filled.includes('$')) throw new Error(`Cannot fill in all variables: ${filled}`)
  return filled
}

/** The expression within `label_values(up, job)`. */
function asked(query: string): string {
  const [, expr] = /^label_values\((.+), \w+\)$/.exec(query) ?? []
  if (expr === undefined) throw new Error(`Cannot tell what is asked: ${query}`)
  return expr
}
