import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { whenThere } from '../../src/core/soon.ts'

const thrown = new Error('Cannot go on')

function fails(): never {
  throw thrown
}

describe('whenThere()', () => {
  it('goes on at once with what is there', () => {
    assert.equal(
      whenThere(3, (value) => value + 4),
      7,
    )
    for (const nothing of [null, undefined, 0, '']) {
      assert.deepEqual(
        whenThere(nothing, (value) => [value]),
        [nothing],
      )
    }
  })

  it('goes on later with what comes later', async () => {
    const { promise, resolve } = Promise.withResolvers<number>()
    const seen: number[] = []

    const made = whenThere(promise, (value) => seen.push(value))
    assert.ok(made instanceof Promise)
    await Promise.resolve()
    assert.deepEqual(seen, [])
    resolve(7)

    assert.equal(await made, 1)
    assert.deepEqual(seen, [7])
  })

  it('waits for what is made of it, too', async () => {
    assert.equal(await whenThere(3, async (value) => value + 4), 7)
    assert.equal(await whenThere(Promise.resolve(3), async (value) => value + 4), 7)
  })

  it('lets failures go by', async () => {
    const use = () => assert.fail('There is nothing to go on with')

    await assert.rejects(async () => whenThere(Promise.reject(thrown), use), thrown)
  })

  it('fails as what goes on does: at once, or later', async () => {
    assert.throws(() => whenThere(3, fails), thrown)
    const later = whenThere(Promise.resolve(3), fails)
    assert.ok((later as unknown) instanceof Promise)
    await assert.rejects(async () => later, thrown)
  })
})
