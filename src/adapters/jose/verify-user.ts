import { type JWTPayload, jwtVerify } from 'jose'
import { LRUCache } from 'lru-cache'
import type { VerifyUser } from '../../core/verify-user.ts'

/** Longest header that is looked at, in characters: a longer one costs us more than its sender. */
const longest = 4096
const longestId = 128

/** To verify a token takes longer than most answers: it is believed again for a minute. */
const keptMs = 60_000
const mostKept = 1000

interface Verified {
  readonly user: string
  /** In milliseconds since 1970. */
  readonly until: number
}

/** Trusts tokens that were signed with this secret by HS256, and no other algorithm. */
export function createVerifyUser(secret: string, now: () => number = Date.now): VerifyUser {
  const kept = new LRUCache<string, Verified>({ max: mostKept })
  let imported: CryptoKey | undefined

  async function verify(token: string): Promise<Verified | null> {
    // Kept as a value: on workerd a promise must not be awaited by another request.
    imported ??= await importKey(secret)
    const options = { algorithms: ['HS256'], currentDate: new Date(now()) }
    const { payload } = await jwtVerify(token, imported, options)
    const user = userOf(payload)
    const { exp = Number.POSITIVE_INFINITY } = payload
    return user === null ? null : { user, until: Math.min(now() + keptMs, exp * 1000) }
  }

  return async function verifyUser(authorization) {
    const [, token] = /^Bearer +(\S+)$/i.exec(authorization) ?? []
    if (token === undefined || authorization.length > longest) return null
    const known = kept.get(token)
    if (known !== undefined && now() < known.until) return known.user
    const verified = await verify(token).catch(() => null)
    if (verified !== null) kept.set(token, verified)
    return verified?.user ?? null
  }
}

function importKey(secret: string): Promise<CryptoKey> {
  const bytes = new TextEncoder().encode(secret)
  return crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['verify'])
}

function userOf({ id, sub }: JWTPayload): string | null {
  const said = id ?? sub
  const text = Number.isSafeInteger(said) ? String(said) : said
  return typeof text === 'string' && text !== '' && text.length <= longestId ? text : null
}
