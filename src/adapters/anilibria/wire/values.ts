/** JSON that says too little to be what it should be. Its message tells what was missing. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable'
}

export type JsonObject = Readonly<Record<string, unknown>>

/** An object; `null` for anything else, also for the `[]` that AniLibria sends for an absent one. */
export function objectOf(value: unknown): JsonObject | null {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
  return isObject ? (value as JsonObject) : null
}

/** Text that says something: `null` also for an empty one. */
export function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}

export function numberOf(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null
}

/** A number, also one that was sent as text. */
export function numeralOf(value: unknown): number | null {
  if (typeof value !== 'string' || value.trim() === '') return numberOf(value)
  return numberOf(Number(value))
}

/** A positive integer, also one that was sent as text. */
export function idOf(value: unknown): number | null {
  const id = numeralOf(value)
  return id !== null && id > 0 && Number.isSafeInteger(id) ? id : null
}

/** A time as ISO 8601 in UTC. 1970 is how an absent time looks, so it is `null`. */
export function timeOf(value: unknown): string | null {
  if (typeof value !== 'string') return null
  const said = value.trim().replace(' ', 'T')
  const hasZone = !said.includes(':') || /(?:Z|[+-]\d{2}:?\d{2})$/i.test(said)
  const time = Date.parse(hasZone ? said : `${said}Z`)
  return Number.isNaN(time) || time === 0 ? null : new Date(time).toISOString()
}

/** An `http` or `https` address, made absolute against `origin` if there is one. */
export function urlOf(value: unknown, origin?: string): string | null {
  const said = textOf(value)
  const url = said === null ? null : URL.parse(said, origin)
  return url !== null && /^https?:$/.test(url.protocol) ? url.href : null
}

/** The list itself, bare or as `data` of an envelope. */
export function itemsOf(json: unknown): readonly unknown[] {
  const items = Array.isArray(json) ? json : objectOf(json)?.data
  if (!Array.isArray(items)) throw new Unreadable('there is no list')
  return items
}

/** Reads what can be read of a list; why an item could not be is added to `broken`. */
export function readEach<T>(
  items: readonly unknown[],
  read: (item: unknown) => T,
  broken: string[],
): readonly T[] {
  return items.flatMap((item) => {
    try {
      return [read(item)]
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error
      broken.push(error.message)
      return []
    }
  })
}
