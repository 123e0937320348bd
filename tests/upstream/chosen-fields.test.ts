import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { openedUpstream } from './opened-upstream.ts'

type Fields = Readonly<Record<string, unknown>>

describe('exclude', () => {
  it('drops fields of each item of a page', async (t) => {
    const { ask } = await openedUpstream(t)

    const { body } = await ask<{ data: Fields[]; meta: Fields }>(
      '/anime/releases/list?ids=9000&exclude=torrents,members,name.english',
    )

    const [release = {}] = body.data
    assert.ok('episodes' in release && 'sponsor' in release && 'pagination' in body.meta)
    assert.equal('torrents' in release || 'members' in release, false)
    assert.deepEqual(release.name, {
      main: 'Истории Ран. Часть 3: Холодная кровь',
      alternative: null,
    })
  })
})

describe('include', () => {
  it('drops everything else, ids too', async (t) => {
    const { ask } = await openedUpstream(t)

    const { body } = await ask('/anime/releases/9000?include=alias,type.value')

    assert.deepEqual(body, { alias: 'kizumonogatari-iii-reiketsu-hen', type: { value: 'MOVIE' } })
  })

  it('leaves empty arrays where it names nothing, as in a schedule without `release.`', async (t) => {
    const { ask } = await openedUpstream(t)

    const { body } = await ask<unknown[]>('/anime/schedule/week?include=id,name')
    const prefixed = await ask<unknown[]>('/anime/schedule/week?include=release.id')

    assert.deepEqual(body[0], [])
    assert.deepEqual(prefixed.body[0], { release: { id: 10096 } })
  })
})
