import type { Context } from 'hono'
import type { Found } from '../../core/reading/found.ts'
import type { Env } from '../env.ts'
import { headers, sent } from '../headers.ts'
import { answer } from './answer.ts'
import { noneMatch } from './entity-tag.ts'

/** Longest time in seconds that others may keep our answer without asking. */
const maxAge = 60
/** For how long in seconds others may serve our answer while we cannot be reached: 7 days. */
const staleIfError = 604_800

/** Sends an answer as it lies, or 304 if the caller has it. `now`: milliseconds since 1970. */
export function respond(c: Context<Env>, found: Found, now: number): Response {
  const { body, etag, checkedAt } = found.answer
  const ttl = Math.floor((found.freshUntil - now) / 1000)
  const described: Record<string, string> = {
    [headers.etag]: etag,
    [headers.cacheControl]: ttl >= maxAge ? longFresh : freshFor(Math.max(0, ttl)),
    [headers.age]: String(Math.max(0, Math.floor((now - checkedAt) / 1000))),
    [headers.cacheStatus]: cacheStatus(found, ttl),
  }
  if (!noneMatch(sent(c, 'ifNoneMatch'), etag)) return answer(c, 304, null, described)
  described[headers.contentType] = 'application/json'
  return answer(c, 200, body, described)
}

function freshFor(seconds: number): string {
  return `public, max-age=${seconds}, stale-if-error=${staleIfError}`
}

/** What most answers say. */
const longFresh = freshFor(maxAge)

/** RFC 9211. A negative `ttl` tells for how long the answer has been stale. */
function cacheStatus({ outcome, source }: Found, ttl: number): string {
  if (outcome === 'miss') return 'anilibria-service; fwd=miss'
  const how = outcome === 'hit' ? 'hit' : 'fwd=stale'
  return `anilibria-service; ${how}; detail=${source}; ttl=${ttl}`
}
