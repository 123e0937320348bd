import type { Source } from './source.ts'

/** A source whose program lies in `/bin` from the start, once it is fetched, or never. */
export function fakeSource(title: string, is: 'here' | 'fetchable' | 'nowhere'): Source {
  let isHere = is === 'here'
  return {
    title,
    find: () => (isHere ? `/bin/${title}` : null),
    async fetch() {
      if (is === 'nowhere') {
        const cause = new Error('no space left')
        throw new Error(`Cannot fetch ${title}: buy a disk`, { cause })
      }
      isHere = true
    },
  }
}
