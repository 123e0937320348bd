import { Buffer } from 'node:buffer'
import type { Kept } from '../../core/store/cache.ts'

/** One line of JSON about the answer, then its body as it is. */
export function formatEntry({ answer, freshUntil }: Kept): Buffer {
  const { body, etag, fetchedAt, checkedAt } = answer
  const about = JSON.stringify({ etag, fetchedAt, checkedAt, freshUntil })
  return Buffer.concat([Buffer.from(`${about}\n`), body])
}

/** `null` for what is no entry of ours: someone else may have written it. */
export function parseEntry(bytes: unknown): Kept | null {
  if (!(bytes instanceof Uint8Array)) return null
  const end = bytes.indexOf(0x0a)
  if (end === -1) return null
  const about = parseObject(new TextDecoder().decode(bytes.subarray(0, end)))
  const { etag, fetchedAt, checkedAt, freshUntil } = about
  if (typeof etag !== 'string' || typeof fetchedAt !== 'number') return null
  if (typeof checkedAt !== 'number' || typeof freshUntil !== 'number') return null
  // A copy, for these bytes may lie among others of the connection.
  const body = new Uint8Array(bytes.subarray(end + 1))
  return { answer: { body, etag, fetchedAt, checkedAt }, freshUntil }
}

/** Without anything in it if the text is no object. */
function parseObject(text: string): Readonly<Record<string, unknown>> {
  try {
    return Object(JSON.parse(text))
  } catch {
    return {}
  }
}
