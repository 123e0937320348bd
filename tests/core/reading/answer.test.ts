import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { makeAnswer } from '../../../src/core/reading/answer.ts'

const frieren = { data: { id: 9542, name: 'Фрирен' }, country: 'DE' }
const start = Date.parse('2026-01-01T00:00:00Z')

describe('makeAnswer()', () => {
  it('makes bytes, an ETag and times', async () => {
    const { body, etag, fetchedAt, checkedAt } = await makeAnswer(frieren, start, null)

    assert.equal(
      new TextDecoder().decode(body),
      '{"data":{"id":9542,"name":"Фрирен"},"meta":{"fetched_at":"2026-01-01T00:00:00.000Z","country":"DE"}}',
    )
    assert.match(etag, /^"[0-9a-f]{24}"$/)
    assert.deepEqual([fetchedAt, checkedAt], [start, start])
  })

  it('says which page it is', async () => {
    const pagination = { page: 2, limit: 10, total: 31, pages: 4 }

    const { body } = await makeAnswer({ data: [], country: null, pagination }, start, null)

    assert.deepEqual(JSON.parse(new TextDecoder().decode(body)), {
      data: [],
      pagination,
      meta: { fetched_at: '2026-01-01T00:00:00.000Z', country: null },
    })
  })

  it('keeps bytes, ETag and time of learning of one that says the same', async () => {
    const before = await makeAnswer(frieren, start, null)

    const after = await makeAnswer(structuredClone(frieren), start + 5_000, before)

    assert.deepEqual(after, { ...before, checkedAt: start + 5_000 })
    assert.equal(after.body, before.body)
  })

  it('is new in all if it says something else', async () => {
    const before = await makeAnswer(frieren, start, null)

    for (const other of [
      { ...frieren, data: { id: 9542, name: 'Фригна' } },
      { ...frieren, data: { id: 9542, name: 'Фрирен', year: 2023 } },
      { ...frieren, country: 'NL' },
    ]) {
      const after = await makeAnswer(other, start + 5_000, before)

      assert.notEqual(after.etag, before.etag)
      assert.notDeepEqual(after.body, before.body)
      assert.deepEqual([after.fetchedAt, after.checkedAt], [start + 5_000, start + 5_000])
    }
  })
})
