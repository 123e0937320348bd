/**
 * Tells whether `If-None-Match` names this ETag (RFC 9110, 13.1.2): the comparison is weak,
 * for a proxy that compresses weakens our strong tag.
 */
export function noneMatch(header: string | undefined, etag: string): boolean {
  if (header === undefined) return true
  if (header === etag) return false
  if (header.trim() === '*') return false
  return !header.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag)
}
