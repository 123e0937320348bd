/**
 * Whether a key fits a pattern: `*` stands for any text, `?` for one character, all else for
 * itself. Takes no longer than the two lengths multiplied.
 */
export function fitsPattern(pattern: string, key: string): boolean {
  let at = 0
  let star = -1
  let resume = 0
  for (let index = 0; index < key.length; ) {
    if (at < pattern.length && (pattern[at] === '?' || pattern[at] === key[index])) {
      at += 1
      index += 1
    } else if (pattern[at] === '*') {
      star = at
      resume = index
      at += 1
    } else if (star >= 0) {
      at = star + 1
      resume += 1
      index = resume
    } else {
      return false
    }
  }
  return /^\**$/.test(pattern.slice(at))
}
