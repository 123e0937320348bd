import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import { createScope } from '../../../src/adapters/async-context/scope.ts'
import type { Circumstances } from '../../../src/telemetry/scope.ts'

function circumstances(requestId: string): Circumstances {
  const trace = { traceId: '1'.repeat(32), spanId: '2'.repeat(16), sampled: true }
  return { requestId, trace, tracestate: undefined, baggage: undefined }
}

const [outer, inner, innermost] = [
  circumstances('outer'),
  circumstances('inner'),
  circumstances('innermost'),
]

/** The circumstances now, and after something was awaited. */
function createNow() {
  const scope = createScope()
  const now = () => scope.current()?.requestId
  const later = async () => {
    const before = now()
    await setImmediate()
    return [before, now()]
  }
  return { ...scope, now, later }
}

describe('a scope', () => {
  it('knows nothing outside of any circumstances', async () => {
    const { later, onward } = createNow()

    assert.deepEqual(await later(), [undefined, undefined])
    assert.deepEqual(await onward(later), [undefined, undefined])
  })

  it('follows what is run, and what that awaits', async () => {
    const { run, later, now } = createNow()

    assert.deepEqual(await run(outer, later), ['outer', 'outer'])
    assert.equal(now(), undefined)
  })

  it('follows what is run at once, and not what that awaits', async () => {
    const { run, runAtOnce, later, now } = createNow()

    await run(outer, async () => {
      assert.deepEqual(await runAtOnce(inner, later), ['inner', 'outer'])
      assert.equal(now(), 'outer')
    })
    assert.deepEqual(await runAtOnce(inner, later), ['inner', undefined])
  })

  it('follows what goes onward from there, and what that awaits', async () => {
    const { run, runAtOnce, onward, later, now } = createNow()

    await run(outer, async () => {
      const both = runAtOnce(inner, () => {
        const going = onward(later)
        assert.equal(now(), 'inner')
        return going
      })
      assert.deepEqual(await both, ['inner', 'inner'])
      assert.deepEqual(await onward(later), ['outer', 'outer'])
    })
  })

  it('goes by the nearest circumstances, whichever way they were given', async () => {
    const { run, runAtOnce, later, now } = createNow()

    await run(outer, () =>
      runAtOnce(inner, async () => {
        assert.deepEqual(await runAtOnce(innermost, later), ['innermost', 'outer'])
      }),
    )
    const made = runAtOnce(inner, () => {
      const running = run(innermost, later)
      assert.equal(now(), 'inner')
      return running
    })
    assert.deepEqual(await made, ['innermost', 'innermost'])
  })

  it('is as before after what throws', () => {
    const { run, runAtOnce, now } = createNow()
    const fail = () => {
      throw new Error('Cannot do it')
    }

    run(outer, () => {
      assert.throws(() => runAtOnce(inner, fail), /Cannot do it/)
      assert.equal(now(), 'outer')
      runAtOnce(inner, () => {
        assert.throws(() => run(innermost, fail), /Cannot do it/)
        assert.equal(now(), 'inner')
      })
    })
    assert.equal(now(), undefined)
  })
})
