/** For how many bytes there is room at first. */
const leastBytes = 65_536

/** Most memory that is kept for the next bytes, in bytes: more than lots take unless they are stuck. */
const mostKept = 2_097_152

const encoder = new TextEncoder()
const decoder = new TextDecoder()

/**
 * Bytes of text as they gather, in UTF-8. Written where they lie: strings that are put together of
 * many parts take nine times as long to read as their parts to copy.
 */
export class Gathered {
  /** Where bytes are written to now: at what `claim` says, which may put others in its place. */
  piece = new Uint8Array(leastBytes)
  #used = 0
  #spare: Uint8Array<ArrayBuffer> | undefined

  /** How many bytes there are. */
  get length(): number {
    return this.#used
  }

  /** Makes room in `piece` for as many bytes, and says where it begins. */
  claim(bytes: number): number {
    const at = this.#used
    if (at + bytes > this.piece.length) this.#grow(at + bytes)
    this.#used = at + bytes
    return at
  }

  /** Adds what is bytes already. */
  bytes(bytes: Uint8Array): void {
    const at = this.claim(bytes.length)
    this.piece.set(bytes, at)
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
    const at = this.claim(text.length * 3)
    this.#used = at + encoder.encodeInto(text, this.piece.subarray(at)).written
  }

  /** Hands over all bytes, and begins anew. */
  take(): Uint8Array<ArrayBuffer> {
    const taken = this.piece.subarray(0, this.#used)
    this.piece = this.#spare ?? new Uint8Array(leastBytes)
    this.#spare = undefined
    this.#used = 0
    return taken
  }

  /**
   * Gets back what was taken, to write over it: new memory costs more than what is written there.
   * Nobody may look at it any more.
   */
  reuse({ buffer }: Uint8Array<ArrayBuffer>): void {
    if (buffer.byteLength <= mostKept) this.#spare = new Uint8Array(buffer)
  }

  /** `take` as a text. */
  takeText(): string {
    const text = decoder.decode(this.piece.subarray(0, this.#used))
    this.#used = 0
    return text
  }

  #grow(bytes: number): void {
    const grown = new Uint8Array(Math.max(bytes, 2 * this.piece.length))
    grown.set(this.piece.subarray(0, this.#used))
    this.piece = grown
  }
}

/** Writes a text of ASCII, such as an id, into a place that is long enough. */
export function putAscii(into: Uint8Array, at: number, text: string): void {
  for (let index = 0; index < text.length; index += 1) into[at + index] = text.charCodeAt(index)
}
