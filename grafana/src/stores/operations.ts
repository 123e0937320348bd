import { ours, rate } from '../building/queries/promql.ts'

/** What is asked of the store per second, all of it or a part. */
export function operations(more = '', by = ''): string {
  return `sum${by && ` by (${by})`} (${rate(`anilibria_database_operations_total{${ours}${more}}`)})`
}
