import assert from 'node:assert/strict'
import { Buffer } from 'node:buffer'
import { describe, it } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { createLineQueue } from '../../../src/adapters/pino/line-queue.ts'

/** An output whose every write waits for its reader. */
function queueWithReader() {
  const lots: string[] = []
  const atEnd: string[] = []
  let dropped = 0
  let reading = Promise.withResolvers<void>()
  const queue = createLineQueue<string>({
    spell: (line, into) => into.text(line),
    output: {
      async write(bytes) {
        await reading.promise
        lots.push(Buffer.from(bytes).toString())
      },
      writeNow: (bytes) => void atEnd.push(Buffer.from(bytes).toString()),
    },
    onDropped: (lines) => {
      dropped += lines
    },
  })
  return {
    ...queue,
    lots,
    atEnd,
    dropped: () => dropped,
    read: () => reading.resolve(),
    leave(error: Error) {
      reading.reject(error)
      reading = Promise.withResolvers()
    },
  }
}

/** Long enough for a lot to have begun to leave. */
const gathered = () => setTimeout(10)

describe('line queue', () => {
  it('lets lines that come together leave together', async () => {
    const { push, flush, read, lots } = queueWithReader()
    read()

    push('a\n')
    push('b\n')
    await flush()
    push('c\n')
    await flush()

    assert.deepEqual(lots, ['a\nb\n', 'c\n'])
  })

  it('keeps what comes while a lot leaves for the next one', async () => {
    const { push, flush, read, lots } = queueWithReader()

    push('a\n')
    await gathered()
    push('b\n')
    push('c\n')
    read()
    await flush()

    assert.deepEqual(lots, ['a\n', 'b\nc\n'])
  })

  it('drops and counts lines once too much waits, and goes on when it does not', async () => {
    const { push, flush, read, lots, dropped } = queueWithReader()
    const part = `${'x'.repeat(128 * 1024 - 1)}\n`

    for (let line = 0; line < 66; line += 1) push(part)
    assert.equal(dropped(), 2)
    read()
    await flush()
    push('a\n')
    await flush()

    assert.equal(dropped(), 2)
    assert.deepEqual(
      lots.map(({ length }) => length),
      [8 * 1024 * 1024, 2],
    )
  })

  it('counts bytes, not characters, to tell that too much waits', async () => {
    const { push, flush, read, lots, dropped } = queueWithReader()
    const part = `${'я'.repeat(64 * 1024 - 1)}.\n`

    for (let line = 0; line < 66; line += 1) push(part)
    read()
    await flush()

    assert.equal(dropped(), 2)
    assert.deepEqual(lots, [part.repeat(64)])
  })

  it('counts the lines of a lot that could not leave, and tries the next', async () => {
    const { push, flush, leave, read, lots, dropped } = queueWithReader()

    push('a\n')
    push('b\n')
    await gathered()
    leave(new Error('ENOSPC'))
    await gathered()
    push('c\n')
    read()
    await flush()

    assert.equal(dropped(), 2)
    assert.deepEqual(lots, ['c\n'])
  })

  it('lets go of what waits when the process ends', () => {
    const { push, end, atEnd } = queueWithReader()

    push('a\n')
    end()
    end()

    assert.deepEqual(atEnd, ['a\n'])
  })

  it('tears no lot that is stuck when the process ends', async () => {
    const { push, end, atEnd } = queueWithReader()

    push('a\n')
    await gathered()
    push('b\n')
    end()

    assert.deepEqual(atEnd, [])
  })
})
