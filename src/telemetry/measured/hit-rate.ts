/** The share of look-ups that were hits in the last while. */
export interface HitRate {
  /** `at`: milliseconds since 1970. The clock is not read again for it: that is half its cost. */
  count(isHit: boolean, at: number): void
  /** 0 to 1; `null` without look-ups. */
  read(): number | null
}

export interface HitRateOptions {
  /** How far back it looks, in milliseconds; to a tenth of it. Default 5 min. */
  readonly windowMs?: number
  /** Milliseconds since 1970. Default `Date.now`. */
  readonly now?: () => number
}

const parts = 10

interface Part {
  /** Which part of time it counts; an older one's place is taken by a newer one. */
  period: number
  hits: number
  lookups: number
}

export function createHitRate({
  windowMs = 300_000,
  now = Date.now,
}: HitRateOptions = {}): HitRate {
  const partMs = windowMs / parts
  const ring = Array.from({ length: parts }, (): Part => ({ period: -1, hits: 0, lookups: 0 }))

  return {
    count(isHit, at) {
      const period = Math.floor(at / partMs)
      const part = ring[period % parts] as Part
      if (part.period !== period) Object.assign(part, { period, hits: 0, lookups: 0 })
      part.lookups += 1
      if (isHit) part.hits += 1
    },
    read() {
      const oldest = Math.floor(now() / partMs) - parts + 1
      let hits = 0
      let lookups = 0
      for (const part of ring) {
        if (part.period < oldest) continue
        hits += part.hits
        lookups += part.lookups
      }
      return lookups === 0 ? null : hits / lookups
    },
  }
}
