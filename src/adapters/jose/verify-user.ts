import { type JWTPayload, jwtVerify } from 'jose'
import type { VerifyUser } from '../../core/verify-user.ts'

/** Longest header that is looked at, in characters: a longer one costs us more than its sender. */
const longest = 4096
const longestId = 128

/** Trusts tokens that were signed with this secret by HS256, and no other algorithm. */
export function createVerifyUser(secret: string): VerifyUser {
  let imported: CryptoKey | undefined
  return async function verifyUser(authorization) {
    const [, token] = /^Bearer +(\S+)$/i.exec(authorization) ?? []
    if (token === undefined || authorization.length > longest) return null
    try {
      // Kept as a value: on workerd a promise must not be awaited by another request.
      imported ??= await importKey(secret)
      const { payload } = await jwtVerify(token, imported, { algorithms: ['HS256'] })
      return idOf(payload)
    } catch {
      return null
    }
  }
}

function importKey(secret: string): Promise<CryptoKey> {
  const bytes = new TextEncoder().encode(secret)
  return crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['verify'])
}

function idOf({ id, sub }: JWTPayload): string | null {
  const said = id ?? sub
  const text = Number.isSafeInteger(said) ? String(said) : said
  return typeof text === 'string' && text !== '' && text.length <= longestId ? text : null
}
