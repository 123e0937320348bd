import { rate, sum, visits } from '../building/queries/promql.ts'

/** Requests of visitors per second, all of them or a part: `status_code=~"5.."`. */
export function requests(part = '', by = ''): string {
  const counter = `anilibria_http_requests_total{${visits}${part && `, ${part}`}}`
  return sum(rate(counter), by)
}

/** How long visitors waited. */
export const durations = `anilibria_http_request_duration_seconds_bucket{${visits}}`

/** Answers that are our fault, and those that are not. */
export const failed = 'status_code=~"5.."'
export const refused = 'status_code=~"4.."'
