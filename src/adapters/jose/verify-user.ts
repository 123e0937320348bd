import type { JWTPayload } from 'jose'
import type { VerifyUser } from '../../core/verify-user.ts'
import { createReadToken } from './tokens.ts'

const longestId = 128

/** Whose token it is, by its `id` or `sub`. */
export function createVerifyUser(secret: string, now: () => number = Date.now): VerifyUser {
  return createReadToken(secret, userOf, now)
}

function userOf({ id, sub }: JWTPayload): string | null {
  const said = id ?? sub
  const text = Number.isSafeInteger(said) ? String(said) : said
  return typeof text === 'string' && text !== '' && text.length <= longestId ? text : null
}
