import { Hono } from 'hono'
import { parseAccept } from 'hono/utils/accept'
import type { Env } from '../env.ts'
import { headers } from '../headers.ts'

/** Prometheus' text format 0.0.4, or OpenMetrics 1.0. */
export type MetricsFormat = 'text' | 'openmetrics'

/** What `/metrics` shows: the text and its content type. */
export type RenderMetrics = (
  format: MetricsFormat,
) => Promise<{ readonly type: string; readonly text: string }>

export function metrics(render: RenderMetrics): Hono<Env> {
  return new Hono<Env>().get('/metrics', async (c) => {
    const { type, text } = await render(formatFor(c.req.header(headers.accept)))
    c.header(headers.vary, headers.accept, { append: true })
    return c.body(text, 200, { [headers.contentType]: type, [headers.cacheControl]: 'no-store' })
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
