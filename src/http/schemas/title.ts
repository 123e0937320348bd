import { z } from '@hono/zod-openapi'
import type {
  Episode,
  Genre,
  ScheduleDay,
  Title,
  TitleSummary,
  UpdatedTitle,
} from '../../core/title.ts'

const url = z.string().nullable().openapi({ format: 'uri' })
const time = z.string().nullable().openapi({ format: 'date-time' })
const count = z.number().int().nullable()
const seconds = z.number().nullable()

export const genreSchema = z
  .object({ id: z.number().int(), name: z.string().nullable() })
  .openapi('Genre')

const skipSchema = z.object({ start: seconds, stop: seconds }).nullable()

export const episodeSchema = z
  .object({
    id: z.string().openapi({ description: "AniLibria's id, a UUID" }),
    ordinal: z.number().openapi({ description: 'May be fractional, may start at 370' }),
    name: z.string().nullable(),
    duration_seconds: seconds,
    opening: skipSchema,
    ending: skipSchema,
    hls: z.object({ sd: url, hd: url, fhd: url }),
    updated_at: time,
  })
  .openapi('Episode')

const episodeCounts = z.object({
  total: count.openapi({ description: 'How many there will be' }),
  released: count.openapi({
    description: 'How many are out; null where a list does not tell',
  }),
})

export const titleSummarySchema = z
  .object({
    id: z.number().int(),
    alias: z.string().nullable(),
    names: z.object({
      ru: z.string().nullable(),
      en: z.string().nullable(),
      alternative: z.string().nullable(),
    }),
    type: z.string().nullable().openapi({ example: 'TV' }),
    year: count,
    season: z.string().nullable().openapi({ example: 'winter' }),
    status: z.enum(['ongoing', 'completed']).nullable(),
    genres: z.array(genreSchema),
    description: z.string().nullable(),
    poster: z.object({ small: url, large: url }),
    blocked: z.object({ geo: z.boolean(), copyright: z.boolean() }).openapi({
      description: 'As seen from meta.country',
    }),
    favorites: count,
    fresh_at: time.openapi({ description: 'Raised by a new episode' }),
    updated_at: time,
    episodes: episodeCounts,
  })
  .openapi('TitleSummary')

export const titleSchema = titleSummarySchema
  .extend({ episodes: episodeCounts.extend({ list: z.array(episodeSchema) }) })
  .openapi('Title')

export const updatedTitleSchema = titleSummarySchema
  .extend({ latest_episode: episodeSchema.nullable() })
  .openapi('UpdatedTitle')

export const scheduleDaySchema = z
  .object({
    day: z.number().int().min(1).max(7).openapi({ description: '1 is Monday' }),
    titles: z.array(titleSummarySchema),
  })
  .openapi('ScheduleDay')

genreSchema satisfies z.ZodType<Genre>
episodeSchema satisfies z.ZodType<Episode>
titleSummarySchema satisfies z.ZodType<TitleSummary>
titleSchema satisfies z.ZodType<Title>
updatedTitleSchema satisfies z.ZodType<UpdatedTitle>
scheduleDaySchema satisfies z.ZodType<ScheduleDay>
