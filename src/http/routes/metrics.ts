import { parseAccept } from 'hono/utils/accept'
import { answer } from '../answers/answer.ts'
import { headers, sent } from '../headers.ts'
import { type Route, route } from '../route.ts'

/** Prometheus' text format 0.0.4, or OpenMetrics 1.0. */
export type MetricsFormat = 'text' | 'openmetrics'

/** What `/metrics` shows: the text and its content type. */
export type RenderMetrics = (
  format: MetricsFormat,
) => Promise<{ readonly type: string; readonly text: string }>

const described = {
  method: 'get',
  path: '/metrics',
  summary: 'What Prometheus asks for',
  responses: {},
  isHidden: true,
} as const

export function metrics(render: RenderMetrics): Route {
  return route(described, async (c) => {
    const { type, text } = await render(formatFor(sent(c, 'accept')))
    return answer(c, 200, text, {
      [headers.contentType]: type,
      [headers.cacheControl]: 'no-store',
      [headers.vary]: headers.accept,
    })
  })
}

/** OpenMetrics only for who names it, and likes it no less than text; text for everyone else. */
export function formatFor(accepted: string | undefined): MetricsFormat {
  if (accepted === undefined) return 'text'
  const ranges = parseAccept(accepted)
  const open = ranges.find(
    ({ type, params }) =>
      type.toLowerCase() === 'application/openmetrics-text' &&
      (params.version ?? '1.0.0') === '1.0.0',
  )
  const [text] = ['text/plain', 'text/*', '*/*'].flatMap((name) =>
    ranges.filter(({ type }) => type.toLowerCase() === name),
  )
  return open !== undefined && open.q > 0 && open.q >= (text?.q ?? 0) ? 'openmetrics' : 'text'
}
