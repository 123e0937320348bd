import type { Ask, Catalog, PageQuery } from './catalog.ts'
import type { Content } from './reading/answer.ts'
import type { Found } from './reading/found.ts'
import { keys } from './reading/keys.ts'
import { listQuestions } from './reading/list-questions.ts'
import type { Question, Told } from './reading/question.ts'
import type { Reader, Reading } from './reading/reading.ts'
import { type Soon, whenThere } from './soon.ts'
import type { Aliases } from './store/aliases.ts'

/** What visitors ask for. Each method rejects as `Catalog` does, if no answer is in hand. */
export interface Titles {
  /** One title by id or alias; `null` if there is none. */
  title(idOrAlias: number | string, reader: Reader): Soon<Found | null>
  page(query: PageQuery, reader: Reader): Soon<Found>
  /** The titles of at most 50 ids, in this order; unknown ones are left out. */
  some(ids: readonly number[], reader: Reader): Soon<Found>
  /** `limit`: 1 to 50. */
  search(text: string, limit: number, reader: Reader): Soon<Found>
  /** `limit`: 1 to 50. */
  updates(limit: number, reader: Reader): Soon<Found>
  /** The whole week, or one `day` of it (1 is Monday). */
  schedule(day: number | undefined, reader: Reader): Soon<Found>
  genres(reader: Reader): Soon<Found>
  /** Some title, another one each time: nothing is kept. `null` if AniLibria gives none. */
  random(reader: Reader): Promise<Content | null>
}

export interface TitlesOptions {
  readonly catalog: Catalog
  readonly aliases: Aliases
  /** Reads titles, which every level keeps for its own time. */
  readonly titles: Reading
  /** Reads lists, which are fresh as long as memory says, wherever they lie. */
  readonly lists: Reading
}

export function createTitles({ catalog, aliases, titles, lists }: TitlesOptions): Titles {
  const questions = listQuestions(catalog)

  async function tell(idOrAlias: number | string, ask: Ask): Promise<Told | null> {
    const [title, country] = await Promise.all([
      catalog.title(idOrAlias, ask),
      catalog.country(ask),
    ])
    if (title === null) return null
    return {
      key: keys.title(title.id),
      content: { data: title, country },
      // Not before: whoever finds the id by an alias, and nothing under it, asks AniLibria again.
      async onKept() {
        const names = new Set([title.alias, typeof idOrAlias === 'string' ? idOrAlias : null])
        for (const name of names) if (name !== null) await aliases.learn(name, title.id)
      },
    }
  }

  function questionById(id: number): Question {
    return { key: keys.title(id), fetch: (ask) => tell(id, ask) }
  }

  function questionByAlias(alias: string): Question {
    return {
      key: keys.alias(alias),
      fetch: (ask) => tell(alias, ask),
      async keptUnder() {
        const learned = await aliases.find(alias)
        return learned === null ? null : keys.title(learned)
      },
    }
  }

  function readByAlias(alias: string, reader: Reader): Soon<Found | null> {
    return whenThere(aliases.find(alias), (id) =>
      titles.read(id === null ? questionByAlias(alias) : questionById(id), reader),
    )
  }

  function readList(question: Question, reader: Reader): Soon<Found> {
    return whenThere(lists.read(question, reader), (found) => {
      if (found === null) throw new Error(`Cannot read ${question.key}: a list is always there`)
      return found
    })
  }

  return {
    title: (idOrAlias, reader) =>
      typeof idOrAlias === 'number'
        ? titles.read(questionById(idOrAlias), reader)
        : reader.onward(() => readByAlias(idOrAlias, reader)),
    page: (query, reader) => readList(questions.page(query), reader),
    some: (ids, reader) => readList(questions.some(ids), reader),
    search: (text, limit, reader) => readList(questions.search(text, limit), reader),
    updates: (limit, reader) => readList(questions.updates(limit), reader),
    schedule: (day, reader) => readList(questions.schedule(day), reader),
    genres: (reader) => readList(questions.genres(), reader),
    async random({ signal = new AbortController().signal, hold }) {
      const ask: Ask = { priority: 'visitor', signal }
      const asked = Promise.all([catalog.random(ask), catalog.country(ask)])
      hold(asked)
      const [title, country] = await asked
      return title && { data: title, country }
    },
  }
}
