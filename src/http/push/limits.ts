/** Longest message of a client, in bytes: 4 KiB. */
export const longest = 4096

/** How many bytes may wait for one reader, before we give him up: 1 MiB. */
export const mostWaiting = 1_048_576

/** How many may wait before he is told more of what he has missed. */
export const mostBehind = 262_144

/** Whether a text has more bytes in UTF-8 than a message may have. */
export function isTooLong(text: string): boolean {
  // A unit of UTF-16 takes one byte to three.
  if (text.length > longest) return true
  return text.length * 3 > longest && new TextEncoder().encode(text).length > longest
}
