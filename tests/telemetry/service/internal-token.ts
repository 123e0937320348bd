import { SignJWT } from 'jose'

/** `INTERNAL_JWT_SECRET` of services under test. */
export const internalSecret = 'only for these tests'

/** What one of our own services sends along. */
export async function internalHeaders(
  secret: string = internalSecret,
): Promise<Record<string, string>> {
  const token = await new SignJWT({ service: 'tests' })
    .setProtectedHeader({ alg: 'HS256' })
    .sign(new TextEncoder().encode(secret))
  return { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' }
}
