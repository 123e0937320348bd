import { Gathered } from './gathered.ts'

/** How many things wait to be spelled at most: those of some thirty requests. */
const most = 64

/**
 * Adds a thing to those before it. Is called some time after that was told, so it must not change
 * any more.
 */
export type Spell<T> = (thing: T, into: Gathered, isFirst: boolean) => void

/**
 * Things that are told now, and spelled a little later: many at a time, which takes less than
 * each by itself between two answers, and nobody waits for them.
 */
export class Batch<T> {
  readonly #spell: Spell<T>
  readonly #end: (into: Gathered) => void
  readonly #gathered = new Gathered()
  readonly #waiting: T[] = []

  /** @param end Adds what stands after the last one. Default: nothing does. */
  constructor(spell: Spell<T>, end: (into: Gathered) => void = () => {}) {
    this.#spell = spell
    this.#end = end
  }

  /** How many bytes there are of what is spelled already. */
  get length(): number {
    return this.#gathered.length
  }

  add(thing: T): void {
    this.#waiting.push(thing)
    if (this.#waiting.length >= most) this.#spellAll()
  }

  /** Hands over the bytes of all that was added, and begins anew. */
  take(): Uint8Array<ArrayBuffer> {
    this.#spellAll()
    if (this.length > 0) this.#end(this.#gathered)
    return this.#gathered.take()
  }

  /** Gets back bytes that nobody looks at any more: their memory is used again. */
  reuse(taken: Uint8Array<ArrayBuffer>): void {
    this.#gathered.reuse(taken)
  }

  #spellAll(): void {
    for (const thing of this.#waiting.splice(0))
      this.#spell(thing, this.#gathered, this.length === 0)
  }
}
