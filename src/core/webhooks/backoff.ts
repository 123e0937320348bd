const minute = 60_000
const hour = 60 * minute

/** The pauses after a delivery's first tries; the last one for all that follow. In milliseconds. */
const pauses = [
  5_000,
  30_000,
  2 * minute,
  5 * minute,
  15 * minute,
  30 * minute,
  hour,
  2 * hour,
  4 * hour,
] as const

/** For how long a delivery is tried, from when it was added, in milliseconds. */
export const triedForMs = 24 * hour

/**
 * When a delivery is tried next, in milliseconds since 1970; `null` if it is given up.
 *
 * @param attempts How often it was tried, at least 1.
 * @param retryAfterMs What the receiver asks for; it is not asked sooner.
 * @param random From 0 to 1: spreads what failed together.
 */
export function nextTry(
  { addedAt, attempts }: { readonly addedAt: number; readonly attempts: number },
  { now, retryAfterMs, random }: { now: number; retryAfterMs: number | null; random: number },
): number | null {
  const pause = pauses[Math.min(attempts, pauses.length) - 1] ?? pauses[0]
  const next = now + Math.max(Math.round(pause * (0.8 + 0.4 * random)), retryAfterMs ?? 0)
  const last = addedAt + triedForMs
  if (now >= last) return null
  return Math.min(next, last)
}
