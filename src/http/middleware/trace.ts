import type { Context } from 'hono'
import { whenThere } from '../../core/soon.ts'
import { methods } from '../../telemetry/metric-labels.ts'
import type { Attributes } from '../../telemetry/spans.ts'
import type { RequestAbout, Tracer } from '../../telemetry/tracer.ts'
import { statusOf } from '../answers/lasting.ts'
import type { Client } from '../client/client.ts'
import { isProbe, type KnownMethod, knownMethod } from '../endpoint.ts'
import { answeredAt, type Env, known } from '../env.ts'
import { sent } from '../headers.ts'
import type { Layer } from '../layer.ts'

/** Puts a span around every request; every answer tells which one that is. */
export function trace(tracer: Tracer, client: Client): Layer {
  return (next, endpoint) => {
    const route = endpoint === 'unmatched' ? undefined : endpoint
    const names = namesFor(route)
    return (c) =>
      tracer.request(aboutOf(c, client), (span) => {
        known(c).trace = span.ids
        if (!span.ids.sampled) return next(c)
        return whenThere(next(c), (response) => {
          const method = knownMethod(c.req.method)
          const status = statusOf(c, response)
          span.set(attributesOf(c, client, method, route, status))
          span.answered(names[method], status, answeredAt(c), c.error)
          return response
        })
      })
  }
}

/** What the spans of a route are called, by their method. */
function namesFor(route: string | undefined): Readonly<Record<KnownMethod, string>> {
  const nameFor = (method: KnownMethod): string => {
    const verb = method === '_OTHER' ? 'HTTP' : method
    return route === undefined ? verb : `${verb} ${route}`
  }
  return Object.fromEntries(methods.map((method) => [method, nameFor(method)])) as Record<
    KnownMethod,
    string
  >
}

function aboutOf(c: Context<Env>, client: Client): RequestAbout {
  const traceparent = sent(c, 'traceparent')
  const baggage = sent(c, 'baggage')
  const isCarrying = traceparent !== undefined || baggage !== undefined
  const isTrusted = isCarrying && client.isTrusted(c)
  const { requestId, startedAt } = known(c)
  return {
    requestId,
    startedAt,
    carried: isTrusted ? { traceparent, tracestate: sent(c, 'tracestate'), baggage } : nothing,
    link: isTrusted ? undefined : traceparent,
    probe: isProbe(c.req.path),
  }
}

const nothing = { traceparent: undefined, tracestate: undefined, baggage: undefined }

function attributesOf(
  c: Context<Env>,
  client: Client,
  method: KnownMethod,
  route: string | undefined,
  status: number,
): Attributes<'request'> {
  const { scheme, host } = addressOf(c.req.url)
  return {
    'http.request.method': method,
    'http.request.method_original': method === '_OTHER' ? c.req.method : undefined,
    'http.route': route,
    'http.response.status_code': status,
    'url.path': c.req.path,
    'url.scheme': scheme,
    'server.address': host,
    'client.address': client.address(c) ?? undefined,
    'user_agent.original': sent(c, 'userAgent'),
    'request.id': known(c).requestId,
    'user.id': known(c).userId,
  }
}

interface Address {
  /** All of a URL before its path, with the first slash of that. */
  readonly origin: string
  readonly scheme: string
  readonly host: string
}

/** What was asked for last: most requests are sent to one address. */
let last: Address = { origin: '://', scheme: '', host: '' }

function addressOf(url: string): Address {
  if (!url.startsWith(last.origin)) last = readAddress(url)
  return last
}

/** Of a URL that the runtime has put together: it need not be read as one from a stranger. */
function readAddress(url: string): Address {
  const authority = url.indexOf('://') + 3
  const end = url.indexOf('/', authority)
  return {
    origin: url.slice(0, end + 1),
    scheme: url.slice(0, authority - 3),
    host: url.slice(authority, end).replace(/:\d+$/, ''),
  }
}
