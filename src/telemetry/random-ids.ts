/** How many are made at once: one by one they cost more than all else about an id. */
const idsAtOnce = 128

const digits = new TextEncoder().encode('0123456789abcdef')
const [anyDigit, variant] = new TextEncoder().encode('xv')
const ascii = new TextDecoder()

/** The id of a trace: 32 hex digits, not all of them zeros (W3C Trace Context). */
export const randomTraceId = createRandomIds('x'.repeat(32))

/** The id of a span: 16 hex digits, not all of them zeros. */
export const randomSpanId = createRandomIds('x'.repeat(16))

/** A random UUID (RFC 9562, version 4). */
export const randomUuid = createRandomIds('xxxxxxxx-xxxx-4xxx-vxxx-xxxxxxxxxxxx')

/**
 * Makes ids of a pattern: each x becomes a random digit, each v one of those a variant may be. Many
 * are made together, as one text, of which each is a part.
 */
function createRandomIds(pattern: string): () => string {
  const { length } = pattern
  const places = new TextEncoder().encode(pattern)
  const zeros = pattern.replaceAll('x', '0')
  let pool = ''
  let used = 0

  function refill(): void {
    const random = crypto.getRandomValues(new Uint8Array((length / 2) * idsAtOnce))
    const made = new Uint8Array(length * idsAtOnce)
    for (let id = 0; id < idsAtOnce; id += 1) putId(made, id * length, places, random)
    pool = ascii.decode(made)
    used = 0
  }

  return function randomId(): string {
    if (used >= pool.length) refill()
    const id = pool.slice(used, used + length)
    used += length
    return id === zeros ? randomId() : id
  }
}

/** Writes an id from `start` on. Each of its two halves takes a half of the same random bytes. */
function putId(made: Uint8Array, start: number, places: Uint8Array, random: Uint8Array): void {
  const half = places.length / 2
  const from = start / 2
  for (let index = 0; index < half; index += 1) {
    const byte = random[from + index] as number
    made[start + index] = digitAt(places[index] as number, byte & 15)
    made[start + half + index] = digitAt(places[half + index] as number, byte >> 4)
  }
}

function digitAt(place: number, random: number): number {
  if (place === anyDigit) return digits[random] as number
  return place === variant ? (digits[8 + (random & 3)] as number) : place
}
