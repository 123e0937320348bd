import { openSqliteStore } from '../../../src/adapters/sqlite/store.ts'
import { keys } from '../../../src/core/reading/keys.ts'
import type { Title } from '../../../src/core/title.ts'
import { keptTitle } from '../../support/kept-titles.ts'
import { episodeOf, titleOf } from '../../support/titles.ts'

/**
 * Puts titles with the ids from 1 on into the embedded store of a folder, fresh for a day. Each is
 * about 1.5 KB: AniLibria's are 5 KB on average, and 100,000 of those half a gigabyte.
 */
export async function fillStore(dir: string, count: number): Promise<void> {
  const store = await openSqliteStore(dir)
  const now = Date.now()
  for (let id = 1; id <= count; id += 1) {
    await store.titles.write(keys.title(id), await keptTitle(storedTitle(id), now))
  }
  store.close()
}

/** As large as all others, whatever its id. */
export function storedTitle(id: number): Title {
  const list = [1, 2, 3].map((ordinal) => {
    const playlist = `https://cache.example/videos/media/ts/${id}/${ordinal}`
    const hls = { sd: `${playlist}/480.m3u8`, hd: `${playlist}/720.m3u8`, fhd: null }
    return episodeOf(ordinal, { name: `Серия ${ordinal}`, duration_seconds: 1440, hls })
  })
  const description = 'Тихий маяк на северном берегу. '.repeat(5)
  return titleOf(id, { description, episodes: { total: 3, released: 3, list } })
}
