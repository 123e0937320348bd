import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readEpisode, readEpisodes } from '../../../../src/adapters/anilibria/wire/read-episode.ts'

const hls = 'https://cache.libria.fun/videos/media/ts/10126/7/720/e.m3u8?countryIso=GE'

describe('readEpisode()', () => {
  it('tells all there is', () => {
    const episode = readEpisode({
      id: 'a12281c2-7f0b-4f1a-9ce8-128b34ca21fc',
      name: 'Аппетит приходит во время еды',
      ordinal: 7,
      opening: { start: 104, stop: 193 },
      ending: { start: 1281, stop: 1370 },
      hls_480: hls,
      hls_720: hls,
      hls_1080: hls,
      duration: 1370,
      updated_at: '2026-02-21T17:56:08+00:00',
    })

    assert.deepEqual(episode, {
      id: 'a12281c2-7f0b-4f1a-9ce8-128b34ca21fc',
      ordinal: 7,
      name: 'Аппетит приходит во время еды',
      duration_seconds: 1370,
      opening: { start: 104, stop: 193 },
      ending: { start: 1281, stop: 1370 },
      hls: { sd: hls, hd: hls, fhd: hls },
      updated_at: '2026-02-21T17:56:08.000Z',
    })
  })

  it('needs no more than an id and a number', () => {
    assert.deepEqual(readEpisode({ id: 'a', ordinal: '0.8' }), {
      id: 'a',
      ordinal: 0.8,
      name: null,
      duration_seconds: null,
      opening: null,
      ending: null,
      hls: { sd: null, hd: null, fhd: null },
      updated_at: null,
    })
  })

  it('has no skips where both ends are absent', () => {
    const { opening, ending } = readEpisode({
      id: 'a',
      ordinal: 1,
      opening: { start: null, stop: null },
      ending: [],
    })

    assert.deepEqual([opening, ending], [null, null])
  })

  it('has skips where one end is absent', () => {
    const { opening, ending } = readEpisode({
      id: 'a',
      ordinal: 1,
      opening: { start: 0, stop: null },
      ending: { start: null, stop: 1370 },
    })

    assert.deepEqual(opening, { start: 0, stop: null })
    assert.deepEqual(ending, { start: null, stop: 1370 })
  })

  it('tells the qualities that are there while others are still encoded', () => {
    const { hls: told } = readEpisode({ id: 'a', ordinal: 1, hls_480: null, hls_720: hls })

    assert.deepEqual(told, { sd: null, hd: hls, fhd: null })
  })

  for (const address of ['/videos/e.m3u8', 'ftp://a.test/e.m3u8', 'javascript:alert(1)', 720, '']) {
    it(`does not take ${JSON.stringify(address)} for a playlist`, () => {
      assert.equal(readEpisode({ id: 'a', ordinal: 1, hls_720: address }).hls.hd, null)
    })
  }

  for (const episode of [{ ordinal: 1 }, { id: 1, ordinal: 1 }, { id: 'a' }, null, [], 'a']) {
    it(`does not read ${JSON.stringify(episode)}`, () => {
      assert.throws(() => readEpisode(episode), { name: 'Unreadable' })
    })
  }
})

describe('readEpisodes()', () => {
  it('sorts by number, whatever the first one is', () => {
    const ordinals = [371, 25.5, 370, 1.2, 0.8, '1.1', 0]

    const episodes = readEpisodes(
      ordinals.map((ordinal) => ({ id: String(ordinal), ordinal })),
      [],
    )

    assert.deepEqual(
      episodes?.map(({ ordinal }) => ordinal),
      [0, 0.8, 1.1, 1.2, 25.5, 370, 371],
    )
  })

  it('keeps one episode of each id, and several of the same number', () => {
    const episodes = readEpisodes(
      [
        { id: 'a', ordinal: 1, name: 'first' },
        { id: 'a', ordinal: 1, name: 'again' },
        { id: 'b', ordinal: 1 },
      ],
      [],
    )

    assert.deepEqual(
      episodes?.map(({ id, name }) => [id, name]),
      [
        ['a', 'first'],
        ['b', null],
      ],
    )
  })
})
