import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { describe, it } from 'node:test'
import { SignJWT } from 'jose'
import { createVerifyUser } from '../../../src/adapters/jose/verify-user.ts'

const secret = 'a secret that both services know'
const bytes = new TextEncoder().encode(secret)
const now = Math.floor(Date.now() / 1000)
const verifyUser = createVerifyUser(secret)

function sign(claims: object, { alg = 'HS256', key = bytes as SigningKey } = {}): Promise<string> {
  return new SignJWT({ ...claims }).setProtectedHeader({ alg }).sign(key)
}
type SigningKey = Parameters<SignJWT['sign']>[0]

function part(content: object): string {
  return Buffer.from(JSON.stringify(content)).toString('base64url')
}

/** A token of which everything is right but one part. */
async function forged(changed: 'header' | 'payload' | 'signature', to: string): Promise<string> {
  const [header = '', payload = '', signature = ''] = (await sign({ id: 'ann' })).split('.')
  return Object.values({ header, payload, signature, [changed]: to }).join('.')
}

describe('verifyUser()', () => {
  for (const [claims, user] of [
    [{ id: 'ann' }, 'ann'],
    [{ sub: 'ann' }, 'ann'],
    [{ id: 42 }, '42'],
    [{ id: 'ann', sub: 'bob' }, 'ann'],
    [{ id: 'ann', exp: now + 60, nbf: now - 60, iat: now - 60 }, 'ann'],
    [{ id: 'x'.repeat(128) }, 'x'.repeat(128)],
  ] as const) {
    it(`knows ${user.slice(0, 8)} by ${JSON.stringify(Object.keys(claims))}`, async () => {
      assert.equal(await verifyUser(`Bearer ${await sign(claims)}`), user)
    })
  }

  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const pem = new TextEncoder().encode(publicKey.export({ type: 'spki', format: 'pem' }).toString())
  const otherBytes = new TextEncoder().encode('another secret, known to nobody')
  const none = part({ alg: 'none' })
  const ann = part({ id: 'ann' })

  const tokens: Readonly<Record<string, () => Promise<string> | string>> = {
    'signed with another secret': () => sign({ id: 'ann' }, { key: otherBytes }),
    expired: () => sign({ id: 'ann', exp: now - 1 }),
    'not valid yet': () => sign({ id: 'ann', nbf: now + 60 }),
    'whose times are no times': () => forgedTimes(),
    'of alg none': () => `${none}.${ann}.`,
    'of alg none with a signature': () => forged('header', none),
    'of alg NONE': () => forged('header', part({ alg: 'NoNe' })),
    'of HS512': () => sign({ id: 'ann' }, { alg: 'HS512', key: new Uint8Array(64).fill(1) }),
    'of RS256': () => sign({ id: 'ann' }, { alg: 'RS256', key: privateKey }),
    'of HS256 with a public key as the secret': () => sign({ id: 'ann' }, { key: pem }),
    'without alg': () => forged('header', part({ typ: 'JWT' })),
    'with a critical extension': () => forged('header', part({ alg: 'HS256', crit: ['exp'] })),
    'with another payload': () => forged('payload', part({ id: 'bob' })),
    'with a payload that is no JSON': () => forged('payload', 'bm90IGpzb24'),
    'with a signature cut short': () => forged('signature', 'AAAA'),
    'without a signature': () => forged('signature', ''),
    'without a user': () => sign({ name: 'ann' }),
    'whose user is empty': () => sign({ id: '' }),
    'whose user is null': () => sign({ id: null }),
    'whose user is an object': () => sign({ id: { $ne: null } }),
    'whose user is a fraction': () => sign({ id: 1.5 }),
    'whose user is too long': () => sign({ id: 'x'.repeat(129) }),
    'that is too long': () => sign({ id: 'ann', more: 'x'.repeat(5000) }),
    'of two parts': () => `${none}.${ann}`,
    'of nothing': () => '',
    'of dots': () => '..',
    'of noise': () => '\u0000\uffff💥',
  }

  for (const [name, make] of Object.entries(tokens)) {
    it(`knows nobody by a token ${name}`, async () => {
      assert.equal(await verifyUser(`Bearer ${await make()}`), null)
    })
  }

  /** JWTs are signed by hand here, as jose signs no such thing. */
  async function forgedTimes(): Promise<string> {
    const signed = `${part({ alg: 'HS256' })}.${part({ id: 'ann', exp: 'never' })}`
    const usage = { name: 'HMAC', hash: 'SHA-256' }
    const key = await crypto.subtle.importKey('raw', bytes, usage, false, ['sign'])
    const signature = await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(signed))
    return `${signed}.${Buffer.from(signature).toString('base64url')}`
  }

  for (const scheme of ['', 'Basic ', 'Bearer', 'Bearer: ', 'Token ', 'Bearer Bearer ']) {
    it(`knows nobody by the scheme "${scheme}"`, async () => {
      assert.equal(await verifyUser(`${scheme}${await sign({ id: 'ann' })}`), null)
    })
  }

  it('takes the scheme in any case', async () => {
    assert.equal(await verifyUser(`bearer  ${await sign({ id: 'ann' })}`), 'ann')
  })

  it('believes a token again, but not for longer than it says', async () => {
    let at = now * 1000
    const verifyAt = createVerifyUser(secret, () => at)
    const token = `Bearer ${await sign({ id: 'ann', exp: now + 30 })}`

    const known = []
    for (const seconds of [0, 29, 31]) {
      at = (now + seconds) * 1000
      known.push(await verifyAt(token))
    }

    assert.deepEqual(known, ['ann', 'ann', null])
  })

  it('believes a token again without a look at it', async () => {
    const token = `Bearer ${await sign({ id: 'ann' })}`
    await verifyUser(token)

    const known = verifyUser(token)

    assert.equal(await Promise.race([known, Promise.resolve().then(() => 'not yet')]), 'ann')
  })
})
