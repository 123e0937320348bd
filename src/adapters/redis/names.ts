/**
 * Under which names things lie in Redis. Answers lie under `title` and `list`, and nothing else does:
 * who removes answers looks nowhere else. Rates and jobs lie beside, under names of their own.
 */
export const names = {
  title: 'anilibria:title:',
  list: 'anilibria:list:',
  alias: 'anilibria:alias:',
  turn: 'anilibria:turn:',
  /** A channel, not a key. */
  bus: 'anilibria:bus',
} as const

/** Fits the name of every answer, and of other things. */
export const answerNames = 'anilibria:*'

const titleKey = 'title:'

/** The name of an answer, by its key in `core/reading/keys.ts`. */
export function nameOfAnswer(key: string): string {
  return key.startsWith(titleKey) ? names.title + key.slice(titleKey.length) : names.list + key
}

/** The key of an answer; `null` for the name of anything else. */
export function keyOfAnswer(name: string): string | null {
  if (name.startsWith(names.title)) return titleKey + name.slice(names.title.length)
  return name.startsWith(names.list) ? name.slice(names.list.length) : null
}
