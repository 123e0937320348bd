/** What Prometheus says of something that it scrapes. */
export interface Target {
  readonly job: string
  readonly instance: string
  readonly health: string
  readonly lastError: string
}

export async function targetsOf(prometheus: string): Promise<readonly Target[]> {
  const { activeTargets } = await ask<{ activeTargets: readonly ActiveTarget[] }>(
    `${prometheus}/api/v1/targets?state=active`,
  )
  return activeTargets.map(({ labels, health, lastError }) => ({ ...labels, health, lastError }))
}

/** The number that an expression has now; `undefined` if there is none. */
export async function numberOf(
  prometheus: string,
  expression: string,
): Promise<number | undefined> {
  const parameters = new URLSearchParams({ query: expression })
  const { result } = await ask<{
    result: readonly { readonly value: readonly [number, string] }[]
  }>(`${prometheus}/api/v1/query?${parameters}`)
  return result[0] && Number(result[0].value[1])
}

/** The traces that exemplars of the last minute lead to. */
export async function exemplarTraces(
  prometheus: string,
  query: string,
): Promise<readonly string[]> {
  const now = Date.now() / 1000
  const parameters = new URLSearchParams({ query, start: `${now - 60}`, end: `${now + 1}` })
  const series = await ask<readonly { readonly exemplars: readonly Exemplar[] }[]>(
    `${prometheus}/api/v1/query_exemplars?${parameters}`,
  )
  return series.flatMap(({ exemplars }) => exemplars.map(({ labels }) => labels.trace_id))
}

async function ask<T>(url: string): Promise<T> {
  return (await (await fetch(url)).json()).data
}

interface ActiveTarget {
  readonly labels: { readonly job: string; readonly instance: string }
  readonly health: string
  readonly lastError: string
}

interface Exemplar {
  readonly labels: { readonly trace_id: string }
}
