import { Binary } from 'mongodb'
import type { Kept } from '../../core/store/cache.ts'
import type { Document } from './documents.ts'

/** An answer as it is written. */
export function documentOf(key: string, { answer, freshUntil }: Kept): Document {
  return {
    _id: key,
    body: new Binary(answer.body),
    etag: answer.etag,
    fetched_at: answer.fetchedAt,
    checked_at: answer.checkedAt,
    fresh_until: freshUntil,
  }
}

/** `null` for what is no document of ours. */
export function parseKept(document: Document): Kept | null {
  const { etag, fetched_at: fetchedAt, checked_at: checkedAt, fresh_until: freshUntil } = document
  if (!(document.body instanceof Binary) || typeof etag !== 'string') return null
  if (typeof fetchedAt !== 'number' || typeof checkedAt !== 'number') return null
  if (typeof freshUntil !== 'number') return null
  // The driver's bytes may lie within those of its whole message.
  const body = new Uint8Array(document.body.value())
  return { answer: { body, etag, fetchedAt, checkedAt }, freshUntil }
}
