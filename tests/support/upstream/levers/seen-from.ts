import type { MiddlewareHandler } from 'hono'
import type { Levers } from './levers.ts'

/** Writes the caller's country into the addresses of playlists, as AniLiberty does. */
export function seenFrom(levers: Levers): MiddlewareHandler {
  return async function seenFrom(c, next) {
    await next()
    const { country } = levers.position()
    if (country === 'GE') return
    const text = await c.res.text()
    c.res = new Response(text.replaceAll('countryIso=GE', `countryIso=${country}`), c.res)
  }
}
