import { SignJWT } from 'jose'

/** What services of tests have as `INTERNAL_JWT_SECRET`. */
export const internalSecret = 'only for these tests'

/** What one of our own services sends along when it asks for something internal. */
export async function internalHeaders(): Promise<Readonly<Record<string, string>>> {
  const token = await new SignJWT({ service: 'tests' })
    .setProtectedHeader({ alg: 'HS256' })
    .setExpirationTime('5m')
    .sign(new TextEncoder().encode(internalSecret))
  return { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` }
}
