/** How many URLs are remembered: the last ones that were new. */
const most = 1000
/** How long a URL may be that is, in characters. */
const longest = 256

/** What URLs were read as, which is the same each time. Never changed: many requests share it. */
export interface Remembered<T> {
  /** `undefined` if it is not known. */
  find(url: string): T | undefined
  keep(url: string, read: T): void
}

export function createRemembered<T>(): Remembered<T> {
  const byUrl = new Map<string, T>()
  return {
    find: (url) => byUrl.get(url),
    keep(url, read) {
      if (url.length > longest) return
      byUrl.set(url, read)
      const [oldest] = byUrl.keys()
      if (byUrl.size > most && oldest !== undefined) byUrl.delete(oldest)
    },
  }
}
