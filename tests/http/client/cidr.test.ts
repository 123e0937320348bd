import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { inCidr, parseAddress, parseCidr } from '../../../src/http/client/cidr.ts'

function lies(address: string, range: string): boolean {
  const [parsed, cidr] = [parseAddress(address), parseCidr(range)]
  assert.ok(parsed !== null && cidr !== null)
  return inCidr(parsed, cidr)
}

describe('inCidr()', () => {
  it('compares as many bits as the prefix has', () => {
    assert.ok(lies('10.255.0.1', '10.0.0.0/8'))
    assert.ok(!lies('11.0.0.1', '10.0.0.0/8'))
    assert.ok(lies('172.31.0.1', '172.16.0.0/12'))
    assert.ok(!lies('172.32.0.1', '172.16.0.0/12'))
    assert.ok(lies('fd00::1', 'fc00::/7'))
    assert.ok(lies('8.8.8.8', '0.0.0.0/0'))
  })

  it('takes an address without a prefix for itself alone', () => {
    assert.ok(lies('::1', '::1'))
    assert.ok(!lies('::2', '::1'))
  })

  it('knows IPv4 in IPv6', () => {
    assert.ok(lies('::ffff:10.0.0.1', '10.0.0.0/8'))
    assert.ok(!lies('::a00:1', '10.0.0.0/8'))
  })
})

describe('parseCidr()', () => {
  for (const bad of [
    '',
    'all',
    '10.0.0.0/33',
    '::/129',
    '10.0.0.0/8/8',
    '10.0.0/8',
    '::g/8',
    '1/-1',
  ]) {
    it(`refuses ${bad || 'nothing'}`, () => {
      assert.equal(parseCidr(bad), null)
    })
  }
})
