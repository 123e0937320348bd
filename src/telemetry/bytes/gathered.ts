/** How many bytes are gathered in one piece. */
const pieceBytes = 65_536

const encoder = new TextEncoder()

/**
 * Bytes of text as they gather, in UTF-8. Written where they lie: strings that are put together of
 * many parts take nine times as long to read as their parts to copy.
 */
export class Gathered {
  /** Where bytes are written to now: at what `claim` says. */
  piece = new Uint8Array(pieceBytes)
  #used = 0
  #full: Uint8Array[] = []
  #bytes = 0

  /** How many bytes there are. */
  get length(): number {
    return this.#bytes + this.#used
  }

  /** Makes room in `piece` for as many bytes, at most 65,536, and says where it begins. */
  claim(bytes: number): number {
    if (bytes > pieceBytes - this.#used) this.#turn()
    const at = this.#used
    this.#used = at + bytes
    return at
  }

  /** Adds what is bytes already. */
  bytes(bytes: Uint8Array): void {
    if (bytes.length <= pieceBytes) {
      const at = this.claim(bytes.length)
      this.piece.set(bytes, at)
    } else this.#long(bytes.slice())
  }

  byte(byte: number): void {
    const at = this.claim(1)
    this.piece[at] = byte
  }

  /** Adds a short text of ASCII alone; anything else in it would be spoilt. */
  ascii(text: string): void {
    const at = this.claim(text.length)
    putAscii(this.piece, at, text)
  }

  /** Adds any text. */
  text(text: string): void {
    // No character takes more than three bytes for each of its UTF-16 units.
    const most = text.length * 3
    if (most <= pieceBytes) {
      const at = this.claim(most)
      this.#used = at + encoder.encodeInto(text, this.piece.subarray(at)).written
    } else this.#long(encoder.encode(text))
  }

  /** Hands over all bytes, and begins anew. */
  take(): Uint8Array<ArrayBuffer> {
    const all = new Uint8Array(this.length)
    let at = 0
    for (const bytes of [...this.#full, this.piece.subarray(0, this.#used)]) {
      all.set(bytes, at)
      at += bytes.length
    }
    this.#used = 0
    this.#full = []
    this.#bytes = 0
    return all
  }

  /** Goes on with a new piece. */
  #turn(): void {
    if (this.#used === 0) return
    this.#keep(this.piece.subarray(0, this.#used))
    this.piece = new Uint8Array(pieceBytes)
    this.#used = 0
  }

  #long(bytes: Uint8Array): void {
    this.#turn()
    this.#keep(bytes)
  }

  #keep(bytes: Uint8Array): void {
    this.#full.push(bytes)
    this.#bytes += bytes.length
  }
}

/** Writes a text of ASCII, such as an id, into a place that is long enough. */
export function putAscii(into: Uint8Array, at: number, text: string): void {
  for (let index = 0; index < text.length; index += 1) into[at + index] = text.charCodeAt(index)
}
