import type { Ask, Catalog, PageQuery } from '../catalog.ts'
import type { Content } from './answer.ts'
import { keys } from './keys.ts'
import type { Question } from './question.ts'

/** The questions whose answers are lists: how each is put to the catalog. */
export function listQuestions(catalog: Catalog) {
  return {
    page: (query: PageQuery) =>
      question(keys.page(query), async (ask) => {
        const { titles, total, pages } = await catalog.page(query, ask)
        const { page, limit } = query
        return { data: titles, pagination: { page, limit, total, pages } }
      }),

    some: (ids: readonly number[]) =>
      question(keys.some(ids), async (ask) => {
        const titles = await catalog.some(ids, ask)
        const pagination = {
          page: 1,
          limit: ids.length,
          total: titles.length,
          pages: 1,
        }
        return { data: titles, pagination }
      }),

    search: (text: string, limit: number) =>
      question(keys.search(text, limit), async (ask) => {
        const titles = await catalog.search(text, ask)
        return { data: titles.slice(0, limit) }
      }),

    updates: (limit: number) =>
      question(keys.updates(limit), async (ask) => ({
        data: await catalog.updates(limit, ask),
      })),

    schedule: (only: number | undefined) =>
      question(keys.schedule(only), async (ask) => {
        const days = await catalog.schedule(ask)
        return {
          data: days.filter(({ day }) => only === undefined || day === only),
        }
      }),

    genres: () =>
      question(keys.genres(), async (ask) => ({
        data: await catalog.genres(ask),
      })),
  }

  function question(key: string, tell: (ask: Ask) => Promise<Omit<Content, 'country'>>): Question {
    return {
      key,
      async fetch(ask) {
        const [said, country] = await Promise.all([tell(ask), catalog.country(ask)])
        return { key, content: { ...said, country } }
      },
    }
  }
}
