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

describe('known episodes', () => {
  const known = [
    [10126, 7, 'a12281c2-7f0b-4f1a-9ce8-128b34ca21fc', 'Аппетит приходит во время еды', 1370],
    [9873, 2, '9dfaf5e1-4854-49cb-90f3-44324c677361', 'Интерес и талант', 1383],
    [9890, 2, '9df9e8fb-bf42-4e8d-886a-cabfa23bf7dc', 'Блестящий чёрный нос', 1488],
    [9872, 2, '9df9cf09-2dbd-43cd-a355-f69ee1a664bf', null, 1420],
    [9820, 14, '9df9c8fb-1748-45f4-b1f5-071e9ca0efb1', 'Гостевой дом Дзашики', 1420],
    [9847, 2, '9df9c787-e50e-4c39-8422-cedd8be5409e', null, 1420],
    [9843, 2, '9df95b8e-2138-424f-b92b-827c4ac929fa', 'Новое испытание', 1534],
    [9821, 16, '9df7d3f7-3864-4eab-9dd7-1758cc637f09', null, 1502],
    [7439, 1, '95c359d0-789e-11ec-ae92-0242ac120002', 'Андерворлд', 2880],
    [9000, 1, '95db068f-789e-11ec-ae92-0242ac120002', null, 4931],
  ] as const
  for (const [id, ordinal, uuid, name, duration] of known) {
    it(`of ${id}: number ${ordinal} is ${uuid}`, async (t) => {
      const { episodes } = await release(t, id)

      const episode = episodes.find((other) => other.ordinal === ordinal)
      assert.deepEqual([episode?.id, episode?.name, episode?.duration], [uuid, name, duration])
    })
  }
})

describe('known values', () => {
  it('of 10126 are those of the capture', async (t) => {
    const { poster, fresh_at, added_in_watching_collection, episodes } = await release(t, 10126)

    const folder = '/storage/releases/posters/10126'
    assert.equal(poster.src, `${folder}/Pz192pY5egFaE9nsMDVyQ7odkkVWwzDX.jpg`)
    assert.equal(poster.thumbnail, `${folder}/6sr5TxCE1vur0JK3fwZGGXGbK6upGW0E.jpg`)
    assert.equal(poster.optimized.src, `${folder}/BG6Qz3hsNVNOwPW5KP7Vr3dJpxGfyc4G.webp`)
    assert.deepEqual([fresh_at, added_in_watching_collection], ['2026-02-21T17:56:08+00:00', 196])
    const { opening, ending, hls_720 } = episodes.at(-1) ?? {}
    assert.deepEqual([opening, ending?.start], [{ start: 104, stop: 193 }, 1281])
    assert.match(hls_720 ?? '', /720\/ea5afd47a581fbe183de4d74b6bde793\.m3u8\?countryIso=GE&/)
  })

  it('of 413 are episodes 370 to 500, none in 1080p', async (t) => {
    const { episodes } = await release(t, 413)

    assert.deepEqual(
      [episodes.length, episodes[0]?.ordinal, episodes.at(-1)?.ordinal],
      [131, 370, 500],
    )
    assert.ok(episodes.every(({ hls_1080 }) => hls_1080 === null))
  })

  it('of 9820 are an episode that is still being encoded', async (t) => {
    const { hls_480, hls_720, hls_1080 } = (await release(t, 9820)).episodes.at(-1) ?? {}

    assert.equal(hls_480, null)
    assert.ok(hls_720 && hls_1080)
  })

  it('of 9964 are an ending that nobody has timed', async (t) => {
    const { episodes } = await release(t, 9964)

    assert.deepEqual(episodes[0]?.ending, { start: null, stop: null })
  })
})
