import { makeAnswer } from '../../src/core/reading/answer.ts'
import type { Kept } from '../../src/core/store/cache.ts'
import type { Title } from '../../src/core/title.ts'

/** A title as it lies in a cache, learned and checked at this time, and fresh for a day. */
export async function keptTitle(title: Title, checkedAt = 1_000): Promise<Kept> {
  const answer = await makeAnswer({ data: title, country: 'DE' }, checkedAt, null)
  return { answer, freshUntil: checkedAt + 86_400_000 }
}
