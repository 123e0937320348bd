import type { Gathered } from '../../../telemetry/bytes/gathered.ts'

const bracket = 0x5b

/**
 * Adds an item to a list in JSON: bytes that begin with a comma, in whose place the first one opens
 * the list.
 *
 * @returns Where in `piece` it begins.
 */
export function putItem(bytes: Uint8Array, into: Gathered, isFirst: boolean): number {
  const at = into.claim(bytes.length)
  into.piece.set(bytes, at)
  if (isFirst) into.piece[at] = bracket
  return at
}
