import assert from 'node:assert/strict'
import { Buffer } from 'node:buffer'
import { describe, it } from 'node:test'
import { Gathered, putAscii } from '../../../src/telemetry/bytes/gathered.ts'

const pieceBytes = 65_536

/** Adds texts; all of them are there, in UTF-8 and in their order. */
function gathers(gathered: Gathered, ...texts: readonly string[]): void {
  for (const text of texts) gathered.text(text)
  const expected = Buffer.from(texts.join(''))
  assert.ok(gathered.length >= expected.length, 'more is there than it says')
  assert.ok(expected.equals(gathered.take()), `${texts.length} texts became others`)
}

describe('what is gathered', () => {
  it('is nothing at first', () => {
    const gathered = new Gathered()

    assert.equal(gathered.length, 0)
    assert.deepEqual(gathered.take(), new Uint8Array(0))
  })

  it('is all that was added, in its order, over many pieces', () => {
    const texts = Array.from({ length: 30_000 }, (_, at) => `${at} "Фрирен" 葬送 🧝‍♀️\n`)

    gathers(new Gathered(), ...texts)
  })

  for (const [what, character] of [
    ['one byte', 'a'],
    ['two bytes', 'я'],
    ['three bytes', '葬'],
    ['four bytes', '😀'],
  ] as const) {
    it(`holds characters of ${what} where a piece ends`, () => {
      const gathered = new Gathered()

      for (let before = pieceBytes - 13; before <= pieceBytes + 1; before += 1) {
        gathers(gathered, 'x'.repeat(before - 8), 'y'.repeat(8), character, character, 'z')
      }
    })
  }

  it('holds texts that are longer than a piece, between others', () => {
    const long = 'ab😀я葬'.repeat(20_000)

    gathers(new Gathered(), 'before', long, long, '', 'after', long)
    // Enough to lie in a piece already when the long one comes.
    gathers(new Gathered(), 'before'.repeat(1000), long, 'after'.repeat(1000), long)
  })

  it('holds texts that are as long as a piece', () => {
    for (const length of [-1, 0, 1]) {
      gathers(new Gathered(), 'x'.repeat(pieceBytes + length), 'y')
      gathers(new Gathered(), 'y', '葬'.repeat((pieceBytes - 1) / 3 + length), 'y')
    }
  })

  it('is texts of ASCII, and bytes as they are, each in its place', () => {
    const gathered = new Gathered()
    const bytes = Buffer.from('葬送'.repeat(10_000))
    const expected: Uint8Array[] = []

    for (let at = 0; at < 5000; at += 1) {
      gathered.ascii(`${at},`)
      gathered.bytes(bytes.subarray(0, at))
      gathered.byte(at & 127)
      expected.push(Buffer.from(`${at},`), bytes.subarray(0, at), Buffer.of(at & 127))
    }

    assert.ok(Buffer.concat(expected).equals(gathered.take()))
  })

  it('keeps bytes that are longer than a piece, whatever becomes of them afterwards', () => {
    const gathered = new Gathered()
    const bytes = new Uint8Array(pieceBytes + 1).fill(7)

    gathered.ascii('a')
    gathered.bytes(bytes)
    gathered.ascii('b')
    bytes.fill(8)

    const taken = gathered.take()
    assert.deepEqual([taken.length, taken[0], taken.at(-1)], [pieceBytes + 3, 97, 98])
    assert.ok(taken.subarray(1, -1).every((byte) => byte === 7))
  })

  it('is what is written to where room was claimed', () => {
    const gathered = new Gathered()

    for (let at = 0; at < 20_000; at += 1) {
      const from = gathered.claim(5)
      putAscii(gathered.piece, from, String(10_000 + at))
    }

    const expected = Array.from({ length: 20_000 }, (_, at) => String(10_000 + at)).join('')
    assert.equal(Buffer.from(gathered.take()).toString(), expected)
  })

  it('is UTF-8 even of half a character', () => {
    const gathered = new Gathered()

    gathered.text('a\ud83d')
    gathered.text('b\ude00')

    assert.equal(Buffer.from(gathered.take()).toString(), 'a\ufffdb\ufffd')
  })

  it('begins anew once it is taken, and what was taken stays as it is', () => {
    const gathered = new Gathered()
    const texts = ['я'.repeat(10), 'b'.repeat(3 * pieceBytes), 'c'.repeat(pieceBytes)]
    const taken = texts.map((text) => {
      gathered.text(text)
      return gathered.take()
    })

    assert.equal(gathered.length, 0)
    assert.deepEqual(
      taken.map((bytes) => Buffer.from(bytes).toString()),
      texts,
    )
  })

  it('is a text as well', () => {
    const gathered = new Gathered()
    const texts = ['葬送', '', 'b'.repeat(3 * pieceBytes), 'c']

    for (const text of texts) {
      gathered.text(text)
      assert.equal(gathered.takeText(), text)
    }
  })

  it('lies in memory that was given back, and in no other that was taken', () => {
    const gathered = new Gathered()
    const [first, second, third] = ['a', 'b', 'c'].map((letter) => {
      gathered.text(letter.repeat(2 * pieceBytes))
      return gathered.take()
    })
    assert.ok(first && second && third)

    gathered.reuse(second)
    // What was begun when there was nothing to be used again comes before.
    gathered.take()
    gathered.ascii('d')
    const fourth = gathered.take()

    assert.equal(fourth.buffer, second.buffer)
    assert.equal(Buffer.from(fourth).toString(), 'd')
    const untouched = [first, third].map((bytes) => Buffer.from(bytes).toString())
    assert.deepEqual(untouched, ['a'.repeat(2 * pieceBytes), 'c'.repeat(2 * pieceBytes)])
  })

  it('gives memory up that one large lot has taken', () => {
    const gathered = new Gathered()
    gathered.ascii('x'.repeat(40 * pieceBytes))
    const large = gathered.take()

    gathered.reuse(large)

    assert.notEqual(gathered.take().buffer, large.buffer)
    assert.notEqual(gathered.take().buffer, large.buffer)
  })
})
