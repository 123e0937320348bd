/** Every header we read or write by name, spelled once. */
export const headers = {
  accept: 'Accept',
  age: 'Age',
  allow: 'Allow',
  authorization: 'Authorization',
  /** In: what a trusted peer wants the neighbour to know (W3C Baggage). */
  baggage: 'baggage',
  cacheControl: 'Cache-Control',
  /** Out: where an answer came from and how fresh it is (RFC 9211). */
  cacheStatus: 'Cache-Status',
  contentType: 'Content-Type',
  etag: 'ETag',
  /** In: the hops a request came by; read from trusted proxies only. */
  forwardedFor: 'X-Forwarded-For',
  ifNoneMatch: 'If-None-Match',
  origin: 'Origin',
  /** In and out: ties logs, traces and the caller's own records of one request together. */
  requestId: 'X-Request-ID',
  retryAfter: 'Retry-After',
  serverTiming: 'Server-Timing',
  timingAllowOrigin: 'Timing-Allow-Origin',
  traceparent: 'traceparent',
  tracestate: 'tracestate',
  userAgent: 'User-Agent',
  vary: 'Vary',
  wwwAuthenticate: 'WWW-Authenticate',
} as const
