/** Remembers for a while what AniLibria does not know, so that it is not asked again and again. */
export interface Missing {
  has(key: string): boolean
  remember(key: string): void
}

export interface MissingOptions {
  /** For how long, in milliseconds. Default 60 s. */
  readonly forMs?: number
  /** How many keys at most; the oldest goes first. Default 10,000. */
  readonly most?: number
  readonly now?: () => number
}

export function createMissing({
  forMs = 60_000,
  most = 10_000,
  now = Date.now,
}: MissingOptions = {}): Missing {
  const until = new Map<string, number>()
  return {
    has: (key) => (until.get(key) ?? 0) > now(),
    remember(key) {
      until.delete(key)
      until.set(key, now() + forMs)
      const [oldest] = until.keys()
      if (until.size > most && oldest !== undefined) until.delete(oldest)
    },
  }
}
