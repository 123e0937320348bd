import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { element, empty } from '../../../src/http/push/xml.ts'
import { readXml } from '../../support/read-xml.ts'

const declaration = '<?xml version="1.0" encoding="utf-8"?>\n'

describe('element()', () => {
  const odd = `<a> & "b" 'c' ]]> &amp; \r\n\t \u{1F600} `

  it('holds texts that are read as they were, inside and in attributes', () => {
    const read = readXml(declaration + element('title', { type: odd }, odd))

    assert.equal(read.text, odd)
    assert.equal(read.attributes.type, odd)
  })

  it('holds a sign in place of what XML cannot hold', () => {
    const read = readXml(declaration + element('title', {}, 'a\u0000b\uD800c\uFFFFd'))

    assert.equal(read.text, 'a\uFFFDb\uFFFDc\uFFFDd')
  })

  it('holds other elements', () => {
    const inner = [empty('link', { href: '/' }), element('id', {}, 'x')]

    const read = readXml(declaration + element('feed', {}, inner))

    assert.deepEqual(
      read.children.map(({ name }) => name),
      ['link', 'id'],
    )
  })
})
