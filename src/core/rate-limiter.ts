export interface Taken {
  readonly allowed: boolean
  /** How many more are allowed before `resetMs` has passed. */
  readonly left: number
  /** When the share is whole again, in milliseconds from now. */
  readonly resetMs: number
}

/** Gives each key its share of requests. Never rejects: where it cannot count, it allows. */
export interface RateLimiter {
  take(key: string): Promise<Taken>
}
