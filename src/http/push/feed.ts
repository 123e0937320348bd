import type { TitleEvent } from '../../core/events/title-event.ts'
import { element, empty } from './xml.ts'

/** Where a feed and what it tells of are served: paths at the root of our host. */
export interface FeedPlaces {
  readonly self: string
  readonly title: (titleId: number) => string
}

/** Spells events, the newest first, as an Atom feed (RFC 4287). */
export async function atomFeed(
  events: readonly TitleEvent[],
  titleId: number | undefined,
  places: FeedPlaces,
): Promise<string> {
  const about = titleId === undefined ? 'AniLibria' : `AniLibria: ${nameOf(events, titleId)}`
  const entries = await Promise.all(events.map((event) => entryOf(event, places)))
  const feed = element('feed', { xmlns: 'http://www.w3.org/2005/Atom' }, [
    element('id', {}, await urnOf(`feed ${titleId ?? 'all'}`)),
    element('title', {}, about),
    // A feed has to say it; one without entries has never changed.
    element('updated', {}, new Date(events[0]?.foundAt ?? 0).toISOString()),
    element('author', {}, [element('name', {}, 'AniLibria')]),
    empty('link', { rel: 'self', type: 'application/atom+xml', href: places.self }),
    ...entries,
  ])
  return `<?xml version="1.0" encoding="utf-8"?>\n${feed}\n`
}

async function entryOf(event: TitleEvent, places: FeedPlaces): Promise<string> {
  const { id, type, titleId, data, foundAt } = event
  const time = new Date(foundAt).toISOString()
  const title = `${nameOf([event], titleId)}: ${whatHappened(event)}`
  const name = typeof data.episode_name === 'string' ? data.episode_name : ''
  return element('entry', {}, [
    element('id', {}, await urnOf(`event ${id}`)),
    element('title', {}, title),
    element('updated', {}, time),
    element('published', {}, time),
    empty('category', { term: type }),
    empty('link', { rel: 'related', type: 'application/json', href: places.title(titleId) }),
    element('content', { type: 'text' }, name === '' ? title : `${title}: ${name}`),
  ])
}

function nameOf([event]: readonly TitleEvent[], titleId: number): string {
  const title = event?.data.title
  return typeof title === 'string' ? title : `title ${titleId}`
}

function whatHappened({ type, data }: TitleEvent): string {
  switch (type) {
    case 'new_episode':
      return `episode ${data.episode}`
    case 'new_title':
      return 'new title'
    case 'status_change':
      return `status ${data.new_status}`
    case 'episode_updated':
      return `episode ${data.episode} in ${data.quality}`
  }
}

/** The same UUID for the same name, on whatever host it is asked for (RFC 9562, 5.8). */
async function urnOf(name: string): Promise<string> {
  const bytes = new TextEncoder().encode(`anilibria-service ${name}`)
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)).subarray(0, 16)
  digest[6] = ((digest[6] as number) & 0x0f) | 0x80
  digest[8] = ((digest[8] as number) & 0x3f) | 0x80
  const hex = [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return `urn:uuid:${hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')}`
}
