import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  ForbiddenAddress,
  isForbiddenLiteral,
  isPublic,
  publicLookup,
  type Resolve,
} from '../../../src/adapters/webhooks/public-addresses.ts'

const forbidden = [
  ...['0.0.0.0', '0.1.2.3', '10.0.0.1', '10.255.255.255', '100.64.0.1', '100.127.255.255'],
  ...['127.0.0.1', '127.255.255.255', '169.254.0.1', '169.254.169.254', '172.16.0.1'],
  ...['172.31.255.255', '192.0.0.1', '192.0.2.1', '192.168.0.1', '198.18.0.1', '198.51.100.1'],
  ...['203.0.113.1', '224.0.0.1', '239.255.255.255', '240.0.0.1', '255.255.255.255'],
  ...['::', '::1', '::ffff:127.0.0.1', '::ffff:10.0.0.1', '::ffff:a9fe:a9fe', '::127.0.0.1'],
  ...['64:ff9b::7f00:1', '64:ff9b::a00:1', '100::1', '2001::1', '2001:db8::1', '2002:7f00:1::'],
  ...['2002:a00:1::1', 'fc00::1', 'fd12:3456:789a::1', 'fe80::1', 'fec0::1', 'ff02::1'],
  ...['not an address', ''],
]
const open = ['1.1.1.1', '8.8.8.8', '93.184.216.34', '2606:4700:4700::1111', '::ffff:8.8.8.8']

describe('isPublic()', () => {
  for (const address of forbidden) {
    it(`says no of ${JSON.stringify(address)}`, () => assert.equal(isPublic(address), false))
  }
  for (const address of open) {
    it(`says yes of ${address}`, () => assert.equal(isPublic(address), true))
  }
})

describe('isForbiddenLiteral()', () => {
  const odd = ['127.1', '0x7f.1', '2130706433', '017700000001', '0', '127.0.0.1.', '[::1]']
  for (const host of [...odd, '[::ffff:127.0.0.1]', '[0:0:0:0:0:ffff:7f00:1]', '[fe80::1]']) {
    it(`says yes of ${host}`, () => {
      assert.equal(isForbiddenLiteral(new URL(`http://${host}/`)), true)
    })
  }

  it('says no of names, which are looked up, and of public addresses', () => {
    assert.equal(isForbiddenLiteral(new URL('http://localhost/')), false)
    assert.equal(isForbiddenLiteral(new URL('http://8.8.8.8/')), false)
  })
})

describe('publicLookup()', () => {
  const leadingTo =
    (...addresses: readonly string[]): Resolve =>
    (_name, done) =>
      done(
        null,
        addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      )

  function look(resolve: Resolve, all = false): Promise<unknown> {
    return new Promise((done, reject) => {
      publicLookup(resolve)('example.org', { all }, (error, address) =>
        error ? reject(error) : done(address),
      )
    })
  }

  it('gives public addresses, one or all', async () => {
    assert.equal(await look(leadingTo('8.8.8.8', '1.1.1.1')), '8.8.8.8')
    assert.deepEqual(await look(leadingTo('8.8.8.8'), true), [{ address: '8.8.8.8', family: 4 }])
  })

  it('refuses a name that leads to a forbidden address, also among others', async () => {
    await assert.rejects(look(leadingTo('127.0.0.1')), ForbiddenAddress)
    await assert.rejects(look(leadingTo('8.8.8.8', '10.0.0.1')), ForbiddenAddress)
    await assert.rejects(look(leadingTo('8.8.8.8', '::1'), true), ForbiddenAddress)
  })

  it('fails for a name that leads nowhere', async () => {
    await assert.rejects(look(leadingTo()), /No address/)
    await assert.rejects(
      look((_name, done) => done(new Error('ENOTFOUND'), [])),
      /ENOTFOUND/,
    )
  })
})
