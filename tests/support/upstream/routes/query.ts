import type { Context } from 'hono'
import { unprocessable } from './refusal.ts'

const largestLimit = 50

/** How many items are wanted: 1 to 50, 15 unless told. */
export function limitOf(c: Context): number {
  const limit = wholeNumber(c, 'limit') ?? 15
  if (limit > largestLimit) {
    throw unprocessable('limit', `The limit field must not be greater than ${largestLimit}.`)
  }
  return limit
}

/** A positive whole number of the query; `null` if it was not sent. */
export function wholeNumber(c: Context, name: string): number | null {
  const text = c.req.query(name)
  if (text === undefined) return null
  if (!/^[1-9]\d*$/.test(text)) {
    throw unprocessable(name, `The ${name} field must be an integer, at least 1.`)
  }
  return Number(text)
}

/** A list of the query, `a,b`; `null` if it was not sent. */
export function listOf(c: Context, name: string): readonly string[] | null {
  const text = c.req.query(name)
  return text ? text.split(',') : null
}

/** One of these words; `null` if it was not sent. */
export function oneOf(c: Context, name: string, words: readonly string[]): string | null {
  const text = c.req.query(name)
  if (text === undefined) return null
  if (!words.includes(text)) throw unprocessable(name, `The selected ${name} is invalid.`)
  return text
}
