import type { Episode, Skip } from '../../../core/title.ts'
import {
  numberOf,
  numeralOf,
  objectOf,
  readEach,
  textOf,
  timeOf,
  Unreadable,
  urlOf,
} from './values.ts'

/** Reads an episode. Only its id and its number must be there. */
export function readEpisode(json: unknown): Episode {
  const episode = objectOf(json)
  const id = textOf(episode?.id)
  const ordinal = numeralOf(episode?.ordinal)
  if (episode === null || id === null) throw new Unreadable('an episode has no id')
  if (ordinal === null) throw new Unreadable(`episode ${id} has no number`)
  return {
    id,
    ordinal,
    name: textOf(episode.name),
    duration_seconds: numberOf(episode.duration),
    opening: readSkip(episode.opening),
    ending: readSkip(episode.ending),
    hls: {
      sd: urlOf(episode.hls_480),
      hd: urlOf(episode.hls_720),
      fhd: urlOf(episode.hls_1080),
    },
    updated_at: timeOf(episode.updated_at),
  }
}

/** Reads a title's episodes in the order of their numbers; `null` if none were sent at all. */
export function readEpisodes(json: unknown, broken: string[]): readonly Episode[] | null {
  if (!Array.isArray(json)) return null
  const byId = new Map<string, Episode>()
  for (const episode of readEach(json, readEpisode, broken)) {
    if (!byId.has(episode.id)) byId.set(episode.id, episode)
  }
  return [...byId.values()].sort((one, other) => one.ordinal - other.ordinal)
}

function readSkip(json: unknown): Skip | null {
  const skip = objectOf(json)
  const start = numberOf(skip?.start)
  const stop = numberOf(skip?.stop)
  return start === null && stop === null ? null : { start, stop }
}
