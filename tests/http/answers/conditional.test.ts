import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { createWorld, type World } from '../../support/world.ts'

describe('an answer that may be kept', () => {
  let world: World
  before(async () => {
    world = await createWorld()
    await world.api('/titles/9000')
  })
  after(() => world.end())

  it('tells how fresh it is and where it came from', async () => {
    const { headers } = await world.api('/titles/9000')

    assert.match(headers.get('ETag') ?? '', /^"[0-9a-f]{24}"$/)
    assert.equal(headers.get('Cache-Control'), 'public, max-age=60, stale-if-error=604800')
    assert.match(headers.get('Age') ?? '', /^\d+$/)
    assert.match(
      headers.get('Cache-Status') ?? '',
      /^anilibria-service; hit; detail=memory; ttl=(299|300)$/,
    )
    assert.equal(headers.get('Content-Type'), 'application/json')
  })

  it('says fwd=miss when AniLibria was asked', async () => {
    const { headers } = await world.api('/titles/9821')

    assert.equal(headers.get('Cache-Status'), 'anilibria-service; fwd=miss')
  })

  for (const said of ['tag', 'W/tag', '"other", tag', '*']) {
    it(`is a 304 without a body for If-None-Match: ${said}`, async () => {
      const etag = (await world.api('/titles/9000')).headers.get('ETag') ?? ''
      const response = await world.api('/titles/9000', {
        headers: { 'If-None-Match': said.replace('tag', etag) },
      })

      assert.equal(response.status, 304)
      assert.equal(response.headers.get('ETag'), etag)
      assert.ok(response.headers.get('Cache-Control'))
      assert.equal(await response.text(), '')
    })
  }

  it('is sent for another ETag', async () => {
    const response = await world.api('/titles/9000', { headers: { 'If-None-Match': '"other"' } })

    assert.equal(response.status, 200)
  })

  it('has the same headers for HEAD, and no body', async () => {
    const get = await world.api('/titles/9000')
    const head = await world.api('/titles/9000', { method: 'HEAD' })

    assert.equal(head.status, 200)
    assert.equal(head.headers.get('ETag'), get.headers.get('ETag'))
    assert.equal(await head.text(), '')
  })
})
