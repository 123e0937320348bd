import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createHosts } from '../../../../src/adapters/anilibria/host/hosts.ts'

function createWorld() {
  let time = 1_000_000
  const hosts = createHosts(['https://a.test/api/v1', 'https://b.test:8443/', 'https://c.test'], {
    now: () => time,
  })
  const [a, b, c] = hosts.groups().flat()
  assert.ok(a && b && c)
  return {
    ...hosts,
    a,
    b,
    c,
    names: () => hosts.groups().map((group) => group.map(({ name }) => name.charAt(0)).join('')),
    pass(ms: number) {
      time += ms
    },
  }
}

describe('createHosts()', () => {
  it('names hosts as their addresses do, and ends these with a slash', () => {
    const { a, b } = createWorld()

    assert.deepEqual(
      [a, b],
      [
        { name: 'a.test', base: 'https://a.test/api/v1/' },
        { name: 'b.test:8443', base: 'https://b.test:8443/' },
      ],
    )
  })

  it('puts those that are well first, the last good one before the others', () => {
    const { a, c, answered, failed, names } = createWorld()
    assert.deepEqual(names(), ['abc'])

    answered(c)
    assert.deepEqual(names(), ['cab'])

    failed(a, undefined)
    assert.deepEqual(names(), ['cb', 'a'])
  })

  it('puts the soonest free first if all cool down', () => {
    const { a, b, c, failed, names, pass } = createWorld()
    for (const host of [b, a, c]) {
      failed(host, undefined)
      pass(1)
    }

    assert.deepEqual(names(), ['bac'])
  })

  it('puts those that want to be left alone last', () => {
    const { a, b, c, failed, names, pass } = createWorld()
    failed(a, 60_000)
    failed(b, undefined)
    failed(c, 20_000)
    assert.deepEqual(names(), ['b', 'ca'])

    pass(20_000)

    assert.deepEqual(names(), ['bc', 'a'])
  })

  it('does not leave a host alone for longer than an hour, whatever it wants', () => {
    const { a, failed, names, pass } = createWorld()

    assert.equal(failed(a, 1e15), 3_600_000)

    pass(3_600_000)
    assert.deepEqual(names(), ['abc'])
  })

  it('tells the cool-down of a host that was well, and nothing if it was not', () => {
    const { a, failed, answered, pass } = createWorld()

    assert.equal(failed(a, undefined), 10_000)
    pass(60_000)
    assert.equal(failed(a, undefined), null)
    answered(a)
    assert.equal(failed(a, 15_000), 15_000)
  })

  it('tells when the first one is through', () => {
    const { a, b, c, failed, freeInMs, pass } = createWorld()
    failed(a, undefined)
    failed(b, 30_000)
    assert.equal(freeInMs(), 0)

    failed(c, undefined)
    pass(4000)

    assert.equal(freeInMs(), 6000)
  })
})
