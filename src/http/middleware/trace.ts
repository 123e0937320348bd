import type { Context, MiddlewareHandler } from 'hono'
import { redact } from '../../telemetry/lines/redaction.ts'
import { traceparentOf } from '../../telemetry/trace-ids.ts'
import type { RequestAbout, RequestSpan, Tracer } from '../../telemetry/tracer.ts'
import type { Client } from '../client.ts'
import { endpointOf, isProbe, knownMethod } from '../endpoint.ts'
import type { Env } from '../env.ts'
import { headers } from '../headers.ts'
import { statusOf } from '../lasting.ts'

/** Puts a span around every request, and tells on every answer which one that is. */
export function trace(tracer: Tracer, client: Client): MiddlewareHandler<Env> {
  return function trace(c, next) {
    return tracer.request(aboutOf(c, client), async (span) => {
      c.set('trace', span.ids)
      c.header(headers.serverTiming, `traceparent;desc="${traceparentOf(span.ids)}"`)
      try {
        await next()
      } catch (error) {
        // What is no Error gets past Hono; the runtime answers it with 500.
        end(c, client, span, 500, error)
        throw error
      }
      end(c, client, span, statusOf(c), c.error)
    })
  }
}

function aboutOf(c: Context<Env>, client: Client): RequestAbout {
  const traceparent = c.req.header(headers.traceparent)
  const baggage = c.req.header(headers.baggage)
  const isCarrying = traceparent !== undefined || baggage !== undefined
  const isTrusted = isCarrying && client.isTrusted(c)
  return {
    requestId: c.get('requestId'),
    carried: isTrusted
      ? { traceparent, tracestate: c.req.header(headers.tracestate), baggage }
      : nothing,
    link: isTrusted ? undefined : traceparent,
    probe: isProbe(c.req.path),
  }
}

const nothing = { traceparent: undefined, tracestate: undefined, baggage: undefined }

function end(
  c: Context<Env>,
  client: Client,
  span: RequestSpan,
  status: number,
  error: unknown,
): void {
  if (!span.ids.sampled) return
  const method = knownMethod(c.req.method)
  const endpoint = endpointOf(c)
  const route = endpoint === 'unmatched' ? undefined : endpoint
  const url = URL.parse(c.req.url)
  const agent = c.req.header(headers.userAgent)
  span.set({
    'http.request.method': method,
    'http.request.method_original': method === '_OTHER' ? c.req.method : undefined,
    'http.route': route,
    'http.response.status_code': status,
    'url.path': redact(c.req.path),
    'url.scheme': url?.protocol.slice(0, -1),
    'server.address': url?.hostname,
    'client.address': client.address(c) ?? undefined,
    'user_agent.original': agent && redact(agent),
    'request.id': c.get('requestId'),
    'user.id': c.get('userId'),
  })
  const verb = method === '_OTHER' ? 'HTTP' : method
  span.end(route === undefined ? verb : `${verb} ${route}`, status, error)
}
