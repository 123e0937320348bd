/** How often an origin is compared with the time of day, in milliseconds. */
const comparedMs = 1000

let comparedAt = Number.NEGATIVE_INFINITY
let origin = performance.timeOrigin

/**
 * When `performance.now` was 0, in milliseconds since 1970 with their fractions. `Date.now` has whole
 * ones, which leaves what happens within one without an order; the origin that the runtime knows
 * drifts from the time of day, so it is brought back once a second, as far as it must be.
 *
 * @param moment About now, by `performance.now`.
 */
export function originAt(moment: number): number {
  if (moment - comparedAt > comparedMs) {
    comparedAt = performance.now()
    const earliest = Date.now() - comparedAt
    // Up to a millisecond has been cut off.
    origin = Math.min(Math.max(origin, earliest), earliest + 1)
  }
  return origin
}

/** A moment of `performance.now`, about now, in milliseconds since 1970 with their fractions. */
export function timeOf(moment: number): number {
  return originAt(moment) + moment
}
