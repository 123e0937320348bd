import assert from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import { recordingTitles, type Written } from '../../../src/core/events/recording-titles.ts'
import type { Watched } from '../../../src/core/events/watched.ts'
import type { Far } from '../../../src/core/soon.ts'
import type { Cache } from '../../../src/core/store/cache.ts'
import { itIsACache } from '../../contracts/cache.ts'
import { keptOf } from '../../support/answers.ts'
import { createFakeStore, type FakeStore } from '../../support/fake-store.ts'
import { keptTitle } from '../../support/kept-titles.ts'
import { episodeOf, titleOf } from '../../support/titles.ts'

const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'
const key = 'title:9000'

/** The title with so many episodes, as it was at that time. */
const withEpisodes = (released: number, checkedAt: number) => {
  const list = Array.from({ length: released }, (_, index) => episodeOf(index + 1))
  return keptTitle(titleOf(9000, { episodes: { total: 12, released, list } }), checkedAt)
}

describe('titles that are recorded', () => {
  let store: FakeStore
  let titles: Far<Cache>
  /** What was done, in order. */
  let done: string[]
  let written: Written[]
  let watched: Watched | null
  beforeEach(() => {
    store = createFakeStore()
    done = []
    written = []
    watched = null
    titles = recording(store)
  })

  function recording({ titles, events }: FakeStore): Far<Cache> {
    const noted = <T>(what: string, work: () => Promise<T>): Promise<T> => {
      done.push(what)
      return work()
    }
    const noting = {
      ...titles,
      write: (...given: Parameters<Cache['write']>) => noted('write', () => titles.write(...given)),
    }
    return recordingTitles(noting, {
      events: { ...events, append: (given) => noted('append', () => events.append(given)) },
      watched: () => noted('watched', async () => watched),
      traceparent: () => traceparent,
      onWritten(what) {
        done.push('told')
        written.push(what)
      },
      now: () => 5_000,
    })
  }

  const eventIds = async () => (await store.events.newest(10)).map(({ id }) => id)

  itIsACache(async () => recording(createFakeStore()))

  it('are written after what happened to them was appended to the log', async () => {
    await titles.write(key, await withEpisodes(1, 1_000))
    done = []

    await titles.write(key, await withEpisodes(2, 2_000))

    assert.deepEqual(done, ['append', 'write', 'told'])
    const [event] = await store.events.newest(1)
    const { id, foundAt, traceparent: trace } = event ?? {}
    assert.deepEqual([id, foundAt, trace], ['new_episode-9000-2', 5_000, traceparent])
  })

  it('tell what was written, and what of it was news to the log', async () => {
    await titles.write(key, await withEpisodes(1, 1_000))
    await titles.write(key, await withEpisodes(3, 2_000))
    const log = await store.events.newest(2)

    const episodes = [
      { created: 1, updated: 0, unchanged: 0 },
      { created: 2, updated: 0, unchanged: 1 },
    ]
    assert.deepEqual(written, [
      { titleId: 9000, episodes: episodes[0], events: [] },
      { titleId: 9000, episodes: episodes[1], events: log.toReversed() },
    ])
  })

  it('are not written if the log fails, and the next try appends', async () => {
    const { append } = store.events
    await titles.write(key, await withEpisodes(1, 1_000))
    Object.assign(store.events, { append: () => Promise.reject(new Error('The log is down')) })

    await assert.rejects(titles.write(key, await withEpisodes(2, 2_000)), /The log is down/)

    assert.deepEqual(store.titles.entries.get(key), await withEpisodes(1, 1_000))
    assert.equal(written.length, 1)
    Object.assign(store.events, { append })
    await titles.write(key, await withEpisodes(2, 3_000))
    assert.deepEqual(await eventIds(), ['new_episode-9000-2'])
  })

  it('lose no event, and tell none twice, if they cannot be written at first', async () => {
    await titles.write(key, await withEpisodes(1, 1_000))
    const { write } = store.titles
    store.titles.write = () => Promise.reject(new Error('The disk is full'))

    await assert.rejects(titles.write(key, await withEpisodes(2, 2_000)), /The disk is full/)

    assert.deepEqual(await eventIds(), ['new_episode-9000-2'])
    store.titles.write = write
    await titles.write(key, await withEpisodes(2, 3_000))
    assert.deepEqual(await eventIds(), ['new_episode-9000-2'])
    assert.deepEqual(store.titles.entries.get(key), await withEpisodes(2, 3_000))
    assert.deepEqual(written.at(-1)?.events, [])
  })

  it('stay as they are when an older answer comes later', async () => {
    await titles.write(key, await withEpisodes(2, 2_000))
    done = []

    await titles.write(key, await withEpisodes(1, 1_999))

    assert.deepEqual(store.titles.entries.get(key), await withEpisodes(2, 2_000))
    assert.deepEqual(done, [])
  })

  it('are compared with nothing when AniLibria says the same again', async () => {
    const kept = await withEpisodes(1, 1_000)
    await titles.write(key, kept)
    done = []
    const again = { answer: { ...kept.answer, checkedAt: 2_000 }, freshUntil: 9_000 }

    await titles.write(key, again)

    assert.deepEqual(done, ['write'])
    assert.deepEqual(store.titles.entries.get(key), again)
  })

  it('are looked up with the watcher only if they were never stored', async () => {
    watched = { since: 0, listedAt: () => null }

    await titles.write(key, await withEpisodes(0, 1_000))
    await titles.write(key, await withEpisodes(1, 2_000))

    assert.equal(done.filter((what) => what === 'watched').length, 1)
    assert.deepEqual(await eventIds(), ['new_episode-9000-1', 'new_title-9000'])
  })

  it('count as never stored where what is stored cannot be read', async () => {
    const lists = ['null', '[null]', '[{"ordinal":1}]', '[{"hls":{}}]']
    const bodies = lists.map((list) => `{"data":{"episodes":{"list":${list}}}}`)
    for (const said of ['no JSON', 'null', '{}', ...bodies]) {
      await store.titles.write(key, keptOf(said))

      await titles.write(key, await withEpisodes(2, 2_000))

      assert.deepEqual(done, ['watched', 'write', 'told'])
      assert.deepEqual(written.at(-1)?.episodes, { created: 2, updated: 0, unchanged: 0 })
      done = []
    }
    assert.deepEqual(await eventIds(), [])
  })

  it('are kept, and no event made of them, where they themselves cannot be read', async () => {
    await titles.write(key, keptOf('no JSON'))

    assert.deepEqual(done, ['write'])
  })
})
