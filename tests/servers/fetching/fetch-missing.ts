import type { Source } from './source.ts'

/** What became of one server. */
export interface Fetched {
  readonly name: string
  readonly source: Source
  /** How long fetching it took; `null` if it was here already. */
  readonly seconds: number | null
  /** Why it could not be had, what to do about it first; `null` if it is here. */
  readonly problem: string | null
}

/** Fetches what is missing, one after the other, and goes on if one cannot be had. */
export async function fetchMissing(
  sources: Readonly<Record<string, Source>>,
  tell: (line: string) => void,
): Promise<readonly Fetched[]> {
  const all: Fetched[] = []
  for (const [name, source] of Object.entries(sources)) {
    if (source.find() === null) all.push(await fetchOne(name, source, tell))
    else all.push({ name, source, seconds: null, problem: null })
  }
  return all
}

async function fetchOne(
  name: string,
  source: Source,
  tell: (line: string) => void,
): Promise<Fetched> {
  tell(`${name}: fetching (${source.title}) …`)
  const start = performance.now()
  const problem = await source.fetch().then(() => absenceOf(source), wordsOf)
  const seconds = Math.round((performance.now() - start) / 1000)
  tell(problem === null ? `${name}: here after ${seconds} s` : `${name}: ${problem}`)
  return { name, source, seconds, problem }
}

function absenceOf({ title, find }: Source): string | null {
  return find() === null ? `Cannot find ${title}, though it was fetched` : null
}

function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause === undefined ? error.message : `${error.message}\n${wordsOf(error.cause)}`
}
