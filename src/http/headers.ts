import type { Context } from 'hono'

/** Every header we read or write by name, spelled once. */
export const headers = {
  accept: 'Accept',
  age: 'Age',
  allow: 'Allow',
  authorization: 'Authorization',
  /** In: what a trusted peer wants the neighbour to know (W3C Baggage). */
  baggage: 'baggage',
  /** Out: whether proxies may hold an answer back until it is long enough; nginx's word. */
  buffering: 'X-Accel-Buffering',
  cacheControl: 'Cache-Control',
  /** Out: where an answer came from and how fresh it is (RFC 9211). */
  cacheStatus: 'Cache-Status',
  connection: 'Connection',
  contentType: 'Content-Type',
  etag: 'ETag',
  /** In: the hops a request came by; read from trusted proxies only. */
  forwardedFor: 'X-Forwarded-For',
  host: 'Host',
  ifModifiedSince: 'If-Modified-Since',
  ifNoneMatch: 'If-None-Match',
  /** In: after which event a stream of events goes on (WHATWG HTML, 9.2). */
  lastEventId: 'Last-Event-ID',
  lastModified: 'Last-Modified',
  origin: 'Origin',
  /** In and out: ties logs, traces and the caller's own records of one request together. */
  requestId: 'X-Request-ID',
  retryAfter: 'Retry-After',
  secWebSocketKey: 'Sec-WebSocket-Key',
  secWebSocketVersion: 'Sec-WebSocket-Version',
  serverTiming: 'Server-Timing',
  timingAllowOrigin: 'Timing-Allow-Origin',
  traceparent: 'traceparent',
  tracestate: 'tracestate',
  upgrade: 'Upgrade',
  userAgent: 'User-Agent',
  vary: 'Vary',
  wwwAuthenticate: 'WWW-Authenticate',
} as const

/** As they are looked up: a name in other letters would be put into these each time. */
const inLowerCase = Object.fromEntries(
  Object.entries(headers).map(([key, name]) => [key, name.toLowerCase()]),
) as Record<keyof typeof headers, string>

/** What Node's adapter of Hono lets through to us. */
interface NodeBindings {
  readonly incoming?: { readonly headers: Readonly<Record<string, string | undefined>> }
}

/**
 * What a request says in a header; `undefined` if it does not. On Node as Node has read it: by way of
 * a `Request` it takes five times as long, for each of seven headers.
 */
export function sent(c: Context, header: keyof typeof headers): string | undefined {
  const name = inLowerCase[header]
  const { incoming } = (c.env ?? {}) as NodeBindings
  return incoming === undefined ? c.req.header(name) : incoming.headers[name]
}
