import type { TitleEvent } from '../../core/events/title-event.ts'

/** How long after AniLibria dates an event somebody is told of it, in seconds; `null` if it does not. */
export function lagOf({ type, freshAt }: TitleEvent, now: number): number | null {
  // Only these two raise AniLibria's `fresh_at`.
  if (freshAt === null || (type !== 'new_episode' && type !== 'new_title')) return null
  return Math.max(0, (now - freshAt) / 1000)
}
