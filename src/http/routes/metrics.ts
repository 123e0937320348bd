import { Hono } from 'hono'
import type { Env } from '../env.ts'
import { headers } from '../headers.ts'

/** What `/metrics` shows: the text and its content type. */
export type RenderMetrics = () => Promise<{ readonly type: string; readonly text: string }>

export function metrics(render: RenderMetrics): Hono<Env> {
  return new Hono<Env>().get('/metrics', async (c) => {
    const { type, text } = await render()
    return c.body(text, 200, { [headers.contentType]: type, [headers.cacheControl]: 'no-store' })
  })
}
