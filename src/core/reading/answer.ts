/** Bytes ready to be sent, with what their headers need. Times are milliseconds since 1970. */
export interface Answer {
  /** UTF-8 JSON. Never changed once made: it is sent as it lies. */
  readonly body: Uint8Array<ArrayBuffer>
  /** Strong, with its quotes (RFC 9110, 8.8.3). */
  readonly etag: string
  /** When this data was first learned. */
  readonly fetchedAt: number
  /** When AniLibria was last seen to say the same. */
  readonly checkedAt: number
}

/** What an answer says, before it is bytes. */
export interface Content {
  readonly data: unknown
  readonly pagination?: {
    readonly page: number
    readonly limit: number
    readonly total: number
    readonly pages: number
  }
  readonly country: string | null
}

/** Makes an answer. If `before` says the same, its bytes, its ETag and its `fetchedAt` stay. */
export async function makeAnswer(
  content: Content,
  now: number,
  before: Answer | null,
): Promise<Answer> {
  if (before !== null) {
    const again = encode(content, before.fetchedAt)
    if (equal(again, before.body)) return { ...before, checkedAt: now }
  }
  const body = encode(content, now)
  return { body, etag: await etagOf(body), fetchedAt: now, checkedAt: now }
}

function encode({ data, pagination, country }: Content, fetchedAt: number): Answer['body'] {
  const meta = { fetched_at: new Date(fetchedAt).toISOString(), country }
  return new TextEncoder().encode(JSON.stringify({ data, pagination, meta }))
}

function equal(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, index) => byte === other[index])
}

/** A strong ETag, with its quotes: the same for the same bytes. */
export async function etagOf(body: Answer['body']): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', body))
  return `"${[...digest.subarray(0, 12)].map((byte) => byte.toString(16).padStart(2, '0')).join('')}"`
}
