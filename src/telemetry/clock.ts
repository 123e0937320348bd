/** For how long in milliseconds an origin holds. */
const holdsMs = 1000

let setAt = Number.NEGATIVE_INFINITY
let origin = 0

/**
 * When `performance.now` was 0, in milliseconds since 1970 with their fractions. `Date.now` has whole
 * ones, which leaves what happens within one without an order; an origin for ever would drift from
 * the time of day, so it is set anew each second.
 *
 * @param moment About now, by `performance.now`.
 */
export function originAt(moment: number): number {
  if (moment - setAt > holdsMs) {
    setAt = performance.now()
    origin = Date.now() - setAt
  }
  return origin
}

/** A moment of `performance.now`, about now, in milliseconds since 1970 with their fractions. */
export function timeOf(moment: number): number {
  return originAt(moment) + moment
}
