import assert from 'node:assert/strict'
import { describe, it, type TestContext } from 'node:test'
import type { Episode } from '../support/upstream/episode.ts'
import type { Release } from '../support/upstream/release.ts'
import { openedUpstream } from './opened-upstream.ts'

type Detail = Release & { readonly episodes: readonly Episode[] }

async function release(t: TestContext, id: number): Promise<Detail> {
  const { ask } = await openedUpstream(t)
  return (await ask<Detail>(`/anime/releases/${id}`)).body
}

describe('the oddities', () => {
  const fractions = [
    [9836, [0.8]],
    [9398, [1.1, 1.2]],
    [9770, [6.5]],
    [9196, [25.5]],
  ] as const
  for (const [id, ordinals] of fractions) {
    it(`hold the numbers ${ordinals.join(' and ')} in ${id}, in order`, async (t) => {
      const found = (await release(t, id)).episodes.map(({ ordinal }) => ordinal)

      assert.deepEqual(
        found.filter((ordinal) => !Number.isInteger(ordinal)),
        ordinals,
      )
      assert.deepEqual(
        found,
        found.toSorted((a, b) => a - b),
      )
    })
  }

  it('hold a release without episodes', async (t) => {
    assert.deepEqual((await release(t, 9901)).episodes, [])
  })

  it('hold an episode without playlists', async (t) => {
    const { hls_480, hls_720, hls_1080 } = (await release(t, 9902)).episodes[1] ?? {}

    assert.deepEqual([hls_480, hls_720, hls_1080], [null, null, null])
  })

  it('hold episodes without name and preview', async (t) => {
    const { episodes } = await release(t, 9903)

    assert.ok(episodes.every(({ name, preview }) => name === null && preview.src === null))
  })

  it('hold episodes without times to skip', async (t) => {
    const { opening, ending } = (await release(t, 9904)).episodes[0] ?? {}

    assert.deepEqual([opening?.start, ending?.stop], [null, null])
  })

  it('hold a poster without preview', async (t) => {
    const { poster } = await release(t, 9905)

    assert.deepEqual(Object.keys(poster).toSorted(), ['optimized', 'src', 'thumbnail'])
  })

  it('hold a poster of nothing', async (t) => {
    const { src, thumbnail, optimized } = (await release(t, 9906)).poster

    assert.deepEqual([src, thumbnail, optimized.src], [null, null, null])
  })

  it('hold a type nobody has heard of', async (t) => {
    assert.deepEqual((await release(t, 9907)).type, { value: 'HOLOGRAM', description: null })
  })

  it('hold a release of no season', async (t) => {
    assert.deepEqual((await release(t, 9908)).season, { value: null, description: null })
  })

  it('hold a release that is null wherever it may be', async (t) => {
    const { fresh_at, description, name, type, episodes } = await release(t, 9909)

    assert.deepEqual([fresh_at, description, name.english, type.value], [null, null, null, null])
    assert.equal(episodes[0]?.hls_480, null)
  })
})
