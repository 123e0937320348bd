/** When all have to come again, they come within this time, in milliseconds, and not at once. */
const [soonestMs, latestMs] = [500, 10_000] as const

/** When somebody whose connection we end should come again, in milliseconds from now. */
export function reconnectMs(random: () => number = Math.random): number {
  return Math.round(soonestMs + random() * (latestMs - soonestMs))
}
