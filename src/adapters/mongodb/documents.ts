import type { Collection } from 'mongodb'
import { isDuplicate, limits } from './reach.ts'

/** A document as it comes: whoever reads one looks what is in it. */
export interface Document {
  readonly _id: string
  readonly [field: string]: unknown
}

export type Documents = Collection<Document>

/** Writes a document in place of what was there. */
export async function put(documents: Documents, document: Document): Promise<void> {
  const replace = () =>
    documents.replaceOne({ _id: document._id }, document, { ...limits, upsert: true })
  try {
    await replace()
  } catch (error) {
    // Somebody else wrote it for the first time at the same moment: now it is there.
    if (!isDuplicate(error)) throw error
    await replace()
  }
}
