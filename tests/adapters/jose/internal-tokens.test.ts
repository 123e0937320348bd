import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { decodeProtectedHeader, jwtVerify, SignJWT } from 'jose'
import {
  createSignInternal,
  createVerifyInternal,
} from '../../../src/adapters/jose/internal-tokens.ts'
import { createVerifyUser } from '../../../src/adapters/jose/verify-user.ts'

/** Long enough for every algorithm. */
const secret = 'a secret that only our own services know, of sixty-four bytes or more'
const bytes = new TextEncoder().encode(secret)
const verifyInternal = createVerifyInternal(secret)

const now = (): number => Math.floor(Date.now() / 1000)

function sign(claims: object, { alg = 'HS256', key = bytes } = {}): Promise<string> {
  return new SignJWT({ ...claims }).setProtectedHeader({ alg }).sign(key)
}

describe('verifyInternal()', () => {
  for (const claims of [{ service: 'site', permissions: ['notify'] }, { id: 'ann' }, {}]) {
    it(`believes whoever knows the secret: ${JSON.stringify(claims)}`, async () => {
      assert.equal(await verifyInternal(`Bearer ${await sign(claims)}`), true)
    })
  }

  const tokens: Readonly<Record<string, () => Promise<string> | string>> = {
    "signed with the users' secret": () => sign({}, { key: new TextEncoder().encode('users') }),
    'signed with an empty secret': () => sign({}, { key: new Uint8Array(1) }),
    expired: () => sign({ exp: now() - 1 }),
    'not valid yet': () => sign({ nbf: now() + 60 }),
    'of HS512, with the right secret': () => sign({}, { alg: 'HS512' }),
    'of alg none': () => `${part({ alg: 'none' })}.${part({ service: 'site' })}.`,
    'of nothing': () => '',
  }

  for (const [name, make] of Object.entries(tokens)) {
    it(`believes no token ${name}`, async () => {
      assert.equal(await verifyInternal(`Bearer ${await make()}`), false)
    })
  }

  it('believes no token without its scheme', async () => {
    assert.equal(await verifyInternal(await sign({})), false)
    assert.equal(await verifyInternal(`Basic ${await sign({})}`), false)
  })
})

describe('signInternal()', () => {
  const signInternal = createSignInternal(secret, 'anilibria-service')

  it('says who we are and what we may do, for five minutes from now', async () => {
    const earliest = now()

    const token = await signInternal()

    const { payload } = await jwtVerify(token, bytes, { algorithms: ['HS256'] })
    const { service, permissions, iat = 0, exp = 0 } = payload
    assert.deepEqual([service, permissions], ['anilibria-service', ['notify']])
    assert.ok(iat >= earliest && iat <= now())
    assert.equal(exp - iat, 300)
    assert.deepEqual(decodeProtectedHeader(token), { alg: 'HS256' })
  })

  it('is believed by who knows the secret, and is no user', async () => {
    const authorization = `Bearer ${await signInternal()}`

    assert.equal(await verifyInternal(authorization), true)
    assert.equal(await createVerifyInternal('another secret')(authorization), false)
    assert.equal(await createVerifyUser(secret)(authorization), null)
  })
})

function part(content: object): string {
  return Buffer.from(JSON.stringify(content)).toString('base64url')
}
