import type { Collection } from 'mongodb'
import { isDuplicate, type Limits, type Reach } from './reach.ts'

/** A document as it comes: whoever reads one looks what is in it. */
export interface Document {
  readonly _id: string
  readonly [field: string]: unknown
}

export type Documents = Collection<Document>

/** Where documents of one kind lie, and how to come there. */
export interface Place {
  readonly documents: Documents
  readonly reach: Reach
  /** Is told the id of each that is none of ours; it counts as not there until it is written anew. */
  readonly onUnreadable: (id: string) => void
}

/** Writes a document in place of what was there. */
export async function put(documents: Documents, document: Document, limits: Limits): Promise<void> {
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
