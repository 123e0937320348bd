import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createBoundedStream } from '../../../src/http/push/bounded-stream.ts'
import { settled } from '../../support/push-world.ts'

function createWorld() {
  let gone = 0
  const stream = createBoundedStream(() => {
    gone += 1
  })
  return {
    stream,
    gone: () => gone,
    send: (text: string) => stream.send(new TextEncoder().encode(text)),
    rest: () => new Response(stream.body).text(),
  }
}

describe('createBoundedStream()', () => {
  it('gives a reader all bytes in their order, and then its end', async () => {
    const { stream, send, rest } = createWorld()
    send('one ')
    const read = rest()
    await settled()
    send('two ')
    send('three')

    stream.end()

    assert.equal(await read, 'one two three')
  })

  it('knows how many bytes a reader has not asked for', async () => {
    const { stream, send } = createWorld()
    await settled()
    send('12345')
    send('123')
    send('12')
    const reader = stream.body.getReader()
    const before = stream.waiting()

    await reader.read()

    assert.equal(before, 5)
    assert.equal(stream.waiting(), 2)
  })

  it('ends after what waits', async () => {
    const { stream, send, rest } = createWorld()
    await settled()
    for (const text of ['a', 'b', 'c']) send(text)

    stream.end()

    assert.equal(await rest(), 'abc')
  })

  it('drops what waits when it is cut', async () => {
    const { stream, send, rest } = createWorld()
    await settled()
    for (const text of ['a', 'b', 'c']) send(text)

    stream.cut()
    send('d')

    assert.equal(await rest(), 'a')
  })

  it('tells once that its reader has left, and takes nothing more', async () => {
    const { stream, send, gone } = createWorld()

    await stream.body.cancel()
    send('late')
    stream.end()

    assert.equal(gone(), 1)
  })

  it('tells nothing of a reader who leaves after its end', async () => {
    const { stream, send, gone } = createWorld()
    for (const text of ['a', 'b', 'c']) send(text)
    stream.end()

    await stream.body.cancel()

    assert.equal(gone(), 0)
  })
})
