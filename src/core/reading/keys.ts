import type { PageQuery } from '../catalog.ts'

/** Under which key each answer is kept, in every level. Equal questions have equal keys. */
export const keys = {
  title: (id: number) => `title:${id}`,
  /** Only while we do not know whose alias it is. */
  alias: (alias: string) => `title:alias:${alias}`,
  page: (query: PageQuery) => `titles:page:${pairs({ ...query, genres: sorted(query.genres) })}`,
  some: (ids: readonly number[]) => `titles:ids:${ids.join(',')}`,
  search: (text: string, limit: number) => `search:${limit}:${text}`,
  updates: (limit: number) => `updates:limit:${limit}`,
  schedule: (day: number | undefined) => `schedule:${day ?? 'week'}`,
  genres: () => 'genres',
} as const

function sorted(genres: readonly number[] | undefined): string | undefined {
  return genres && [...genres].sort((one, other) => one - other).join(',')
}

function pairs(query: Readonly<Record<string, string | number | undefined>>): string {
  const said = Object.entries(query).filter(([, value]) => value !== undefined)
  return new URLSearchParams(said.map(([name, value]) => [name, String(value)]).sort()).toString()
}
