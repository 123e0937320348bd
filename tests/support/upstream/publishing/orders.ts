import { z } from 'zod'

const id = z.int().min(1)
const quality = z.enum(['480', '720', '1080'])

/** What may be published; a mistake is told with what would be right. */
export const orders = {
  episode: z.strictObject({
    title_id: id,
    ordinal: z.number().min(0).optional(),
    name: z.string().nullable().optional(),
    qualities: z.array(quality).optional(),
  }),
  title: z.strictObject({
    id: id.optional(),
    alias: z.string().min(1).optional(),
    name: z.string().min(1).optional(),
    english: z.string().optional(),
    type: z.string().optional(),
    season: z.enum(['winter', 'spring', 'summer', 'autumn']).optional(),
    year: z.int().optional(),
    day: z.int().min(1).max(7).optional(),
    genres: z.array(z.int()).optional(),
    total: z.int().min(1).nullable().optional(),
    episodes: z.int().min(0).optional(),
  }),
  quality: z.strictObject({ episode_id: z.string(), quality }),
  status: z.strictObject({ title_id: id, is_ongoing: z.boolean() }),
} as const

/** Appends an episode. Default: the next number, no name, every quality. */
export type EpisodeOrder = z.infer<typeof orders.episode>

/** Makes an ongoing release. `total`: episodes there will be; `episodes`: out already, default 1. */
export type TitleOrder = z.infer<typeof orders.title>

/** Fills in a quality that an episode did not have yet. */
export type QualityOrder = z.infer<typeof orders.quality>

export type StatusOrder = z.infer<typeof orders.status>
