import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { countSpans } from './count-spans.ts'

/** A field that has a length, as protobuf writes it. */
function field(number: number, ...content: readonly Buffer[]): Buffer {
  const all = Buffer.concat(content)
  const length = all.length < 128 ? [all.length] : [(all.length & 127) | 128, all.length >> 7]
  return Buffer.concat([Buffer.from([(number << 3) | 2, ...length]), all])
}

const span = field(2, Buffer.alloc(100))
const scope = field(1, Buffer.from('name'))
const resource = field(1, field(2, Buffer.from('attribute')))

describe('countSpans()', () => {
  it('counts spans of JSON', () => {
    const body = Buffer.from('{"spans":[{"endTimeUnixNano":"1"},{"endTimeUnixNano":"2"}]}')

    assert.equal(countSpans(body, 'application/json'), 2)
  })

  it('counts spans of protobuf, of all resources and scopes', () => {
    const body = Buffer.concat([
      field(1, resource, field(2, scope, span, span), field(2, scope, span)),
      field(1, resource, field(2, span)),
    ])

    assert.equal(countSpans(body, 'application/x-protobuf'), 4)
  })

  it('counts none in an empty request', () => {
    assert.equal(countSpans(Buffer.alloc(0), 'application/x-protobuf'), 0)
  })

  it('throws at what is no such request', () => {
    assert.throws(() => countSpans(Buffer.from([8, 1]), 'application/x-protobuf'), /field 1/)
  })
})
