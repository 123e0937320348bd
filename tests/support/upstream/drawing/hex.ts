/** `length` hexadecimal digits, the same for the same seed. */
export function hex(seed: number, length: number): string {
  let digits = ''
  for (let word = seed; digits.length < length; word += 0x9e3779b9) {
    digits += mixed(word).toString(16).padStart(8, '0')
  }
  return digits.slice(0, length)
}

/** A UUID of its own for every pair of numbers, that begins with the first of them. */
export function uuidOf(first: number, second: number): string {
  const digits = hex(first * 1009 + second, 18)
  return [
    first.toString(16).padStart(8, '0'),
    second.toString(16).padStart(4, '0'),
    `4${digits.slice(0, 3)}`,
    `a${digits.slice(3, 6)}`,
    digits.slice(6, 18),
  ].join('-')
}

/** Spreads a number over 32 bits (the end of the hash known as murmur3). */
function mixed(word: number): number {
  let bits = Math.imul(word ^ (word >>> 16), 0x85ebca6b)
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35)
  return (bits ^ (bits >>> 16)) >>> 0
}
