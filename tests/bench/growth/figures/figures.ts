/** One number of the benchmark. */
export interface Figure {
  readonly what: string
  readonly value: number
  /** `ms`, `s`, `%`, `KB`, `µs`. */
  readonly unit: string
  /** The most it may be; `null`: it is only told. */
  readonly atMost: number | null
}

/** A line for people: the number, and whether its target was reached. */
export function line({ what, value, unit, atMost }: Figure): string {
  const told = `${what}: ${shown(value)} ${unit}`
  if (atMost === null) return told
  return `${told} (at most ${atMost} ${unit}: ${isReached({ value, atMost }) ? 'reached' : 'MISSED'})`
}

/** Also of what has no target; a value that is no number has missed it. */
export function isReached({ value, atMost }: Pick<Figure, 'value' | 'atMost'>): boolean {
  return atMost === null || value <= atMost
}

/** How much more `after` is than `before`, in percent; below 0 if it is less. */
export function growth(before: number, after: number): number {
  return (after / before - 1) * 100
}

function shown(value: number): string {
  return value.toFixed(Math.abs(value) < 10 ? 2 : 1)
}
