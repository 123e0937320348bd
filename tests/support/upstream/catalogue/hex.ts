import { createChance } from './chance.ts'

/** `length` hexadecimal digits, the same for the same seed. */
export function hex(seed: number, length: number): string {
  const chance = createChance(seed)
  let digits = ''
  while (digits.length < length) {
    digits += chance.between(0, 0xffffffff).toString(16).padStart(8, '0')
  }
  return digits.slice(0, length)
}

/** A UUID of its own for every pair of numbers: no two releases share one. */
export function uuidOf(first: number, second: number): string {
  const digits = hex(first * 1009 + second, 23)
  return [
    first.toString(16).padStart(8, '0'),
    second.toString(16).padStart(4, '0'),
    `4${digits.slice(0, 3)}`,
    `a${digits.slice(3, 6)}`,
    digits.slice(6, 18),
  ].join('-')
}
