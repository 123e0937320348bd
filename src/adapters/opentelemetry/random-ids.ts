/** How many random bytes are made at once: one by one they cost more than all else about an id. */
const poolBytes = 4096

const digits = new TextEncoder().encode('0123456789abcdef')
const ascii = new TextDecoder()

let pool = ''
let used = 0

/** The id of a trace: 32 hex digits. */
export const randomTraceId = (): string => randomHex(32)

/** The id of a span: 16 hex digits. */
export const randomSpanId = (): string => randomHex(16)

/** Random digits; not zeros alone, which is no id (W3C Trace Context). */
function randomHex(length: number): string {
  if (used + length > pool.length) refill()
  const id = pool.slice(used, used + length)
  used += length
  return /[^0]/.test(id) ? id : randomHex(length)
}

function refill(): void {
  const bytes = crypto.getRandomValues(new Uint8Array(poolBytes))
  const hex = new Uint8Array(poolBytes * 2)
  for (let index = 0; index < poolBytes; index += 1) {
    const byte = bytes[index] as number
    hex[2 * index] = digits[byte >> 4] as number
    hex[2 * index + 1] = digits[byte & 15] as number
  }
  pool = ascii.decode(hex)
  used = 0
}
