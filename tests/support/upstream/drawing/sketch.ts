/** The little that must be known of a release; all the rest is drawn from its id. */
export interface Sketch {
  readonly id: number
  readonly alias: string
  readonly main: string
  readonly english?: string
  readonly alternative?: string
  readonly description?: string
  readonly type?: string
  readonly season?: string | null
  readonly year: number
  /** 1 is Monday. */
  readonly day?: number
  /** How many episodes there will be. */
  readonly total?: number | null
  readonly favorites?: number
  readonly freshAt?: string
  readonly ongoing?: boolean
  readonly genres?: readonly number[]
  /** How many episodes are out, or their numbers if those are not 1, 2, 3, … */
  readonly released: number | readonly number[]
  /** Whether the episodes exist in 1080p. Default `true`. */
  readonly fullHd?: boolean
}
