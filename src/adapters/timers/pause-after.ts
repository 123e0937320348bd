/**
 * How long to wait after a try that failed, in milliseconds: each time twice as long, less up to a
 * half of it by chance, so that what failed together is not tried again together.
 *
 * @param attempt 1 for the first.
 * @param random From 0 to 1. Default `Math.random`.
 */
export function pauseAfter(
  attempt: number,
  firstPauseMs: number,
  random: () => number = Math.random,
): number {
  return firstPauseMs * 2 ** (attempt - 1) * (1 - random() / 2)
}
