/** The middle one; of an even number the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other)
  const middle = sorted.length / 2
  const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]]
  if (low === undefined || high === undefined)
    throw new RangeError('Cannot tell the median of none')
  return (low + high) / 2
}

/** How far the values lie from their median at most, as a share of it: 0.03 for ± 3 %. */
export function spread(values: readonly number[]): number {
  const middle = median(values)
  if (middle === 0) return 0
  return Math.max(...values.map((value) => Math.abs(value - middle))) / Math.abs(middle)
}
