/**
 * Reads a list of pairs as OpenTelemetry's variables hold it: `key=value,key2=value2`, values
 * percent-encoded where need be.
 *
 * @returns `undefined` if it is no such list.
 */
export function parsePairs(text: string): Readonly<Record<string, string>> | undefined {
  const pairs: [string, string][] = []
  for (const pair of text.split(',')) {
    if (pair.trim() === '') continue
    const [, key, value] = /^\s*([^=\s]+)\s*=\s*(.*?)\s*$/.exec(pair) ?? []
    if (key === undefined || value === undefined) return undefined
    try {
      pairs.push([decodeURIComponent(key), decodeURIComponent(value)])
    } catch {
      return undefined
    }
  }
  return Object.fromEntries(pairs)
}
