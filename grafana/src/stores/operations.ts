import { ours, rate, sum } from '../building/queries/promql.ts'

/** What is asked of the store per second, all of it or a part. */
export function operations(part = '', by = ''): string {
  return sum(rate(`anilibria_database_operations_total{${ours}${part && `, ${part}`}}`), by)
}
