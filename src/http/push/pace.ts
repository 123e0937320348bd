/** How many messages a second a client may send. */
const most = 20

/**
 * Tells, at each message, whether it is one too many. A second begins with the first message after
 * the last second.
 */
export function createPace(now: () => number): () => boolean {
  let startedAt = Number.NEGATIVE_INFINITY
  let count = 0
  return () => {
    const at = now()
    if (at - startedAt >= 1000) {
      startedAt = at
      count = 0
    }
    count += 1
    return count > most
  }
}
