/** The replicas that were chosen above a dashboard. */
export const ours = 'job=~"$job", instance=~"$instance"'

/** What visitors ask of them: probes and scrapers are nobody's visit. */
export const visits = `${ours}, endpoint!~"/health.*|/metrics"`

/** How fast a counter grows per second, in a window that fits what is shown. */
export function rate(counter: string): string {
  return `rate(${counter}[$__rate_interval])`
}

/** Adds series up, those together that agree in some labels: `endpoint, method`. Default: all. */
export function sum(series: string, by = ''): string {
  return by === '' ? `sum(${series})` : `sum by (${by}) (${series})`
}

/** Which share of a whole a part is: that no part was ever counted is 0, and no gap. */
export function share(part: string, whole: string): string {
  return `(${part} or 0 * ${whole}) / ${whole}`
}

/**
 * What a share of all observations does not exceed.
 *
 * @param share Between 0 and 1.
 * @param histogram Its series: `x_bucket{job="a"}`.
 * @param labels By which to tell observations apart.
 */
export function quantile(share: number, histogram: string, labels: readonly string[] = []): string {
  return `histogram_quantile(${share}, sum by (${['le', ...labels].join(', ')}) (${rate(histogram)}))`
}
