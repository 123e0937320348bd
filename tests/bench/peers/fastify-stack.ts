// A program: Fastify with the plugins that its users reach for. Logs, spans and metrics as ours has.
import { randomUUID } from 'node:crypto'
import { FastifyOtelInstrumentation } from '@fastify/otel'
import { fastify } from 'fastify'
import metrics from 'fastify-metrics'
import { getTitle } from './get-title.ts'
import { contentType, hostname, port } from './title.ts'
import { provider, traceFields } from './tracing.ts'

// As many spans as ours: by default it makes one more for the handler, and for each hook.
const tracing = new FastifyOtelInstrumentation({ instrumentHandler: false, instrumentHooks: false })
tracing.setTracerProvider(provider)

const app = fastify({ logger: { mixin: traceFields }, genReqId: () => randomUUID() })
await app.register(tracing.plugin())
// By default it takes a summary, too, which costs more than the histogram.
await app.register(metrics.default, {
  endpoint: '/metrics',
  routeMetrics: { enabled: { histogram: true, summary: false } },
})
app.addHook('onRequest', (request, reply, done) => {
  reply.header('X-Request-Id', request.id)
  done()
})
app.get<{ Params: { id: string } }>('/api/anilibria/v2/titles/:id', async (request, reply) => {
  const title = await getTitle(Number(request.params.id))
  if (!title) return reply.callNotFound()
  return reply.header('Content-Type', contentType).send(title)
})
await app.listen({ port, host: hostname })
