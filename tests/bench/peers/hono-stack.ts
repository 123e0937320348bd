// A program: Hono with the middleware that its users reach for. Logs, spans and metrics as ours has.
import './tracing.ts'
import { serve } from '@hono/node-server'
import { httpInstrumentationMiddleware } from '@hono/otel'
import { prometheus } from '@hono/prometheus'
import { Hono } from 'hono'
import { requestId } from 'hono/request-id'
import { pinoLogger } from 'hono-pino'
import { pino } from 'pino'
import { getTitle } from './get-title.ts'
import { contentType, hostname, port } from './title.ts'
import { traceFields } from './tracing.ts'

const { printMetrics, registerMetrics } = prometheus({ collectDefaultMetrics: true })

const app = new Hono()
app.get('/metrics', printMetrics)
app.use(requestId())
app.use(httpInstrumentationMiddleware())
app.use(registerMetrics)
app.use(
  pinoLogger({
    pino: pino({ mixin: traceFields }),
    http: { onReqMessage: () => 'Request started', onResMessage: () => 'Request completed' },
  }),
)
app.get('/api/anilibria/v2/titles/:id', async (c) => {
  const title = await getTitle(Number(c.req.param('id')))
  return title ? c.body(title, 200, { 'Content-Type': contentType }) : c.notFound()
})
serve({ fetch: app.fetch, port, hostname })
