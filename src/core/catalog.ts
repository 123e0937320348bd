import type { Genre, ScheduleDay, Title, TitleSummary, UpdatedTitle } from './title.ts'

/** Who asks: a visitor who waits goes before work that nobody waits for. */
export type Priority = 'visitor' | 'background'

/** How a question is put to the catalog. */
export interface Ask {
  readonly priority: Priority
  /** Gives the question up early. */
  readonly signal: AbortSignal
}

/** Which titles a page shows. What is absent does not narrow it. */
export interface PageQuery {
  /** From 1. */
  readonly page: number
  /** 1 to 50. */
  readonly limit: number
  readonly search?: string | undefined
  readonly year?: number | undefined
  readonly season?: string | undefined
  readonly type?: string | undefined
  readonly genres?: readonly number[] | undefined
  readonly status?: 'ongoing' | 'completed' | undefined
  readonly sort: 'updated' | 'rating' | 'year'
  readonly order: 'asc' | 'desc'
}

export interface TitlePage {
  readonly titles: readonly TitleSummary[]
  /** How many there are on all pages. */
  readonly total: number
  /** How many pages there are. */
  readonly pages: number
}

/**
 * Where titles come from: AniLibria, behind its hosts.
 *
 * Each method rejects with `Failure`: `unavailable` if no host answered, `timeout` if the deadline
 * passed, `cancelled` if `ask.signal` fired. A broken item of a list is left out, never the list.
 */
export interface Catalog {
  /** One title with its episodes, by id or alias; `null` if AniLibria knows none. */
  title(idOrAlias: number | string, ask: Ask): Promise<Title | null>
  page(query: PageQuery, ask: Ask): Promise<TitlePage>
  /** The titles of these ids (at most 50) in this order; unknown ones are left out. */
  some(ids: readonly number[], ask: Ask): Promise<readonly TitleSummary[]>
  /** The same with their episodes. */
  details(ids: readonly number[], ask: Ask): Promise<readonly Title[]>
  /** Titles whose names resemble the text, best first. */
  search(text: string, ask: Ask): Promise<readonly TitleSummary[]>
  /** The titles with the newest episodes, newest first. `limit`: 1 to 50. */
  updates(limit: number, ask: Ask): Promise<readonly UpdatedTitle[]>
  /** Some title; `null` if AniLibria gives none. */
  random(ask: Ask): Promise<TitleSummary | null>
  /** The week's titles by day, from Monday; days without titles are there, empty. */
  schedule(ask: Ask): Promise<readonly ScheduleDay[]>
  genres(ask: Ask): Promise<readonly Genre[]>
  /** The country AniLibria takes us to be in, ISO 3166-1 alpha-2; `null` while not known. Never rejects. */
  country(ask: Ask): Promise<string | null>
}
