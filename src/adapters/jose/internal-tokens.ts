import { SignJWT } from 'jose'
import { createReadToken } from './tokens.ts'

/** Says whether a token was signed for internal use: by this secret, whatever it claims. */
export function createVerifyInternal(secret: string): (authorization: string) => Promise<boolean> {
  const read = createReadToken(secret, () => true)
  return async (authorization) => (await read(authorization)) ?? false
}

/** Signs a token with which we prove who we are to our neighbour, good for five minutes. */
export function createSignInternal(secret: string, service: string): () => Promise<string> {
  const key = new TextEncoder().encode(secret)
  return () =>
    new SignJWT({ service, permissions: ['notify'] })
      .setProtectedHeader({ alg: 'HS256' })
      .setIssuedAt()
      .setExpirationTime('5m')
      .sign(key)
}
