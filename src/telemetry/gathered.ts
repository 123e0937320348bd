/** How many bytes are gathered in one piece. */
const pieceBytes = 65_536
/** How much text is spelled at once, in UTF-16 units. */
const mostText = 4096

const encoder = new TextEncoder()

/**
 * Texts as they gather, in UTF-8. They are spelled a few at a time: one by one costs a call each,
 * and all together make a string that takes longer to read than its parts, and that lies where only
 * full collections clean up.
 */
export class Gathered {
  #text = ''
  #piece = new Uint8Array(pieceBytes)
  #used = 0
  #full: Uint8Array[] = []
  #bytes = 0

  /** How many bytes there are, at most. */
  get length(): number {
    return this.#bytes + this.#used + this.#text.length * 3
  }

  add(text: string): void {
    this.#text += text
    if (this.#text.length > mostText) this.#spell()
  }

  /** Hands over all bytes, and begins anew. */
  take(): Uint8Array<ArrayBuffer> {
    this.#spell()
    const all = new Uint8Array(this.#bytes + this.#used)
    let at = 0
    for (const bytes of [...this.#full, this.#piece.subarray(0, this.#used)]) {
      all.set(bytes, at)
      at += bytes.length
    }
    this.#used = 0
    this.#full = []
    this.#bytes = 0
    return all
  }

  #spell(): void {
    const text = this.#text
    this.#text = ''
    // No character takes more than three bytes for each of its UTF-16 units.
    const most = text.length * 3
    if (most > pieceBytes - this.#used) this.#turn()
    if (most > pieceBytes) this.#keep(encoder.encode(text))
    else this.#used += encoder.encodeInto(text, this.#piece.subarray(this.#used)).written
  }

  /** Goes on with a new piece. */
  #turn(): void {
    if (this.#used === 0) return
    this.#keep(this.#piece.subarray(0, this.#used))
    this.#piece = new Uint8Array(pieceBytes)
    this.#used = 0
  }

  #keep(bytes: Uint8Array): void {
    this.#full.push(bytes)
    this.#bytes += bytes.length
  }
}
