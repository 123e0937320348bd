import { ours, rate, sum } from '../building/queries/promql.ts'

/** Our requests to AniLibria per second, all of them or a part. */
export function requests(part = '', by = ''): string {
  const counter = `anilibria_api_requests_total{${ours}${part && `, ${part}`}}`
  return sum(rate(counter), by)
}

/** What is no answer, as AnilibriaAPIDown sees it: 404 is one, 400 and 422 are our own mistakes. */
export const failing = 'status_code!~"[123]..|400|404|422"'
