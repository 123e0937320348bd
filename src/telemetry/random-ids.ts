/** How many are made at once: one by one they cost more than all else about an id. */
const idsAtOnce = 512

const encoder = new TextEncoder()
const ascii = new TextDecoder()
const digits = encoder.encode('0123456789abcdef')
const zero = 0x30

/** The id of a trace: 32 hex digits, not all of them zeros (W3C Trace Context). */
export const randomTraceId = createRandomIds('0'.repeat(32))

/** The id of a span: 16 hex digits, not all of them zeros. */
export const randomSpanId = createRandomIds('0'.repeat(16))

/** A random UUID (RFC 9562, version 4). */
export const randomUuid = createRandomIds('00000000-0000-0000-0000-000000000000', (bytes, from) => {
  bytes[from + 6] = 0x40 | ((bytes[from + 6] as number) & 0x0f)
  bytes[from + 8] = 0x80 | ((bytes[from + 8] as number) & 0x3f)
})

/**
 * Makes ids of a pattern, whose zeros become random digits, two by two. Many are made together, as
 * one text: that of a list in JSON, for parts cut out of a text are slow to read.
 *
 * @param mark Sets what is not random in the bytes of an id. Default: nothing.
 */
function createRandomIds(
  pattern: string,
  mark: (bytes: Uint8Array, from: number) => void = () => {},
): () => string {
  const places = placesOf(pattern)
  const made = encoder.encode(JSON.stringify(Array(idsAtOnce).fill(pattern)))
  const random = new Uint8Array(places.length * idsAtOnce)
  let pool: string[] = []

  function refill(): void {
    crypto.getRandomValues(random)
    for (let id = 0; id < idsAtOnce; id += 1) {
      mark(random, id * places.length)
      putId(made, 2 + id * (pattern.length + 3), places, random, id * places.length)
    }
    pool = JSON.parse(ascii.decode(made))
  }

  return function randomId(): string {
    if (pool.length === 0) refill()
    const id = pool.pop() as string
    return id === pattern ? randomId() : id
  }
}

/** Where in a pattern the digits of each byte begin. */
function placesOf(pattern: string): Uint8Array {
  const zeros = [...encoder.encode(pattern)].flatMap((byte, at) => (byte === zero ? [at] : []))
  return Uint8Array.from(zeros.filter((_, index) => index % 2 === 0))
}

function putId(
  made: Uint8Array,
  start: number,
  places: Uint8Array,
  random: Uint8Array,
  from: number,
): void {
  for (let index = 0; index < places.length; index += 1) {
    const at = start + (places[index] as number)
    const byte = random[from + index] as number
    made[at] = digits[byte >> 4] as number
    made[at + 1] = digits[byte & 15] as number
  }
}
