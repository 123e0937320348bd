import type { Ask, Catalog } from '../../src/core/catalog.ts'
import { Failure } from '../../src/core/failure.ts'
import type { Title } from '../../src/core/title.ts'

/** A catalog of a few titles, all of which every list tells. */
export interface FakeCatalog extends Catalog {
  /** What was asked, `title 9542` and the like, in order; the country is not told. */
  readonly asked: string[]
  add(title: Title): void
  goesDown(): void
  comesBack(): void
}

export function createFakeCatalog(...known: readonly Title[]): FakeCatalog {
  const titles = new Map(known.map((title) => [title.id, title]))
  const asked: string[] = []
  let isDown = false

  function answer<T>(question: string, { signal }: Ask, tell: () => T): Promise<T> {
    asked.push(question)
    return new Promise((resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason))
      if (signal.aborted) reject(signal.reason)
      else if (isDown) reject(new Failure('unavailable', 'Cannot reach AniLibria: it is down'))
      else resolve(tell())
    })
  }

  const all = (): readonly Title[] => [...titles.values()]
  return {
    asked,
    add: (title) => void titles.set(title.id, title),
    goesDown() {
      isDown = true
    },
    comesBack() {
      isDown = false
    },
    title: (wanted, ask) =>
      answer(`title ${wanted}`, ask, () => {
        return all().find(({ id, alias }) => id === wanted || alias === wanted) ?? null
      }),
    page: (query, ask) =>
      answer(`page ${query.page}`, ask, () => ({ titles: all(), total: titles.size, pages: 1 })),
    some: (ids, ask) => answer(`some ${ids}`, ask, () => ids.flatMap((id) => titles.get(id) ?? [])),
    details: (ids, ask) =>
      answer(`details ${ids}`, ask, () => ids.flatMap((id) => titles.get(id) ?? [])),
    search: (text, ask) => answer(`search ${text}`, ask, all),
    updates: (limit, ask) =>
      answer(`updates ${limit}`, ask, () =>
        all().map((title) => ({ ...title, latest_episode: null })),
      ),
    random: (ask) => answer('random', ask, () => all()[0] ?? null),
    schedule: (ask) =>
      answer('schedule', ask, () =>
        [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, titles: day === 1 ? all() : [] })),
      ),
    genres: (ask) => answer('genres', ask, () => [{ id: 1, name: 'Комедия' }]),
    country: async () => 'DE',
  }
}
