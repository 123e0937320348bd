import type { Context } from 'hono'
import type { Env } from '../env.ts'
import { sent } from '../headers.ts'
import { noneMatch } from './entity-tag.ts'

/**
 * Whether the caller has this answer already (RFC 9110, 13.2.2).
 *
 * @param modifiedAt In milliseconds since 1970; `null` if nobody can tell.
 */
export function notModified(c: Context<Env>, etag: string, modifiedAt: number | null): boolean {
  const tags = sent(c, 'ifNoneMatch')
  if (tags !== undefined) return !noneMatch(tags, etag)
  const since = Date.parse(sent(c, 'ifModifiedSince') ?? '')
  // Headers know whole seconds; what is no date compares as false.
  return modifiedAt !== null && Math.floor(modifiedAt / 1000) * 1000 <= since
}
