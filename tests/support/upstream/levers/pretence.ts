const html = { 'Content-Type': 'text/html; charset=UTF-8' }

/** Answers a failure of the server as the framework behind AniLiberty words it. */
export function serverError(status: number): Response {
  const message = status === 503 ? 'Service Unavailable' : 'Server Error'
  return Response.json({ message }, { status })
}

/** `retryAfter`: seconds or an HTTP date; without it the header is absent. */
export function tooMany(retryAfter: number | string | undefined): Response {
  const headers = new Headers()
  if (retryAfter !== undefined) headers.set('Retry-After', String(retryAfter))
  return Response.json({ message: 'Too Many Attempts.' }, { status: 429, headers })
}

export function html521(): Response {
  return page(521, 'Web server is down')
}

export function html200(): Response {
  return page(200, 'Welcome')
}

export function html404(): Response {
  return page(404, '404 Not Found')
}

export function challenge403(): Response {
  const response = page(403, 'Just a moment...')
  response.headers.set('cf-mitigated', 'challenge')
  return response
}

function page(status: number, title: string): Response {
  const body = `<!DOCTYPE html>\n<html><head><title>${title}</title></head><body>${title}</body></html>\n`
  return new Response(body, { status, headers: html })
}
