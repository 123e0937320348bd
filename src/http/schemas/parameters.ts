import { z } from '@hono/zod-openapi'

/** A whole number written in a query, from `min` to `max`. */
export function whole(min: number, max: number) {
  const message = `expected a whole number from ${min} to ${max}`
  return z
    .string({ error: message })
    .regex(/^\d{1,15}$/, message)
    .transform(Number)
    .refine((value) => value >= min && value <= max, message)
    .openapi({ type: 'integer', minimum: min, maximum: max })
}

/** One of a few words. */
export function oneOf<const T extends readonly [string, ...string[]]>(words: T) {
  return z.enum(words, { error: `expected one of ${words.join(', ')}` })
}

/** How many items a list has. */
export const limit = whole(1, 50).default(20)

/** Comma separated ids, at most 50; doubles are dropped. */
export function ids(what: string) {
  const message = `expected 1 to 50 ${what}, positive whole numbers with commas between them`
  return z
    .string({ error: message })
    .regex(/^[1-9]\d{0,9}(,[1-9]\d{0,9})*$/, message)
    .transform((text) => [...new Set(text.split(',').map(Number))])
    .refine((list) => list.length <= 50, message)
    .openapi({ type: 'string', example: '1,2' })
}

/** Text to look for: 2 to 100 characters, not counting blanks around it. */
export const searchText = z
  .string({ error: 'expected a text of 2 to 100 characters' })
  .trim()
  .min(2, 'expected at least 2 characters')
  .max(100, 'expected at most 100 characters')

/** AniLibria's id of a title. */
export const titleId = whole(1, 2_147_483_647)

/** Comma separated words, each one of a few. */
export function words<const T extends readonly [string, ...string[]]>(known: T) {
  const message = `expected some of ${known.join(', ')}, with commas between them`
  return z
    .string({ error: message })
    .transform((text) => text.split(','))
    .pipe(z.array(z.enum(known, { error: message })))
    .openapi({ type: 'string', example: known.slice(0, 2).join(',') })
}
