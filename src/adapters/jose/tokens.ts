import { type JWTPayload, jwtVerify } from 'jose'
import { LRUCache } from 'lru-cache'

/** Longest header that is looked at, in characters: a longer one costs us more than its sender. */
const longest = 4096

/** To verify a token takes longer than most answers: it is believed again for a minute. */
const keptMs = 60_000
const mostKept = 1000

/**
 * Reads what a bearer token says that was signed with this secret by HS256, and no other algorithm.
 * `null` for anything else, and outside of its time; never rejects.
 */
export type ReadToken<T> = (authorization: string) => Promise<T | null>

/** `understand` makes of a token's claims what is wanted; `null` if they do not hold it. */
export function createReadToken<T>(
  secret: string,
  understand: (claims: JWTPayload) => T | null,
  now: () => number = Date.now,
): ReadToken<T> {
  const kept = new LRUCache<string, { readonly said: T; readonly until: number }>({ max: mostKept })
  let imported: CryptoKey | undefined

  async function verify(token: string): Promise<T | null> {
    // Kept as a value: on workerd a promise must not be awaited by another request.
    imported ??= await importKey(secret)
    const options = { algorithms: ['HS256'], currentDate: new Date(now()) }
    const { payload } = await jwtVerify(token, imported, options)
    const said = understand(payload)
    const { exp = Number.POSITIVE_INFINITY } = payload
    if (said !== null) kept.set(token, { said, until: Math.min(now() + keptMs, exp * 1000) })
    return said
  }

  return async function readToken(authorization) {
    const [, token] = /^Bearer +(\S+)$/i.exec(authorization) ?? []
    if (token === undefined || authorization.length > longest) return null
    const known = kept.get(token)
    if (known !== undefined && now() < known.until) return known.said
    return verify(token).catch(() => null)
  }
}

function importKey(secret: string): Promise<CryptoKey> {
  const bytes = new TextEncoder().encode(secret)
  return crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['verify'])
}
