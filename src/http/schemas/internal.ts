import { z } from '@hono/zod-openapi'

const positive = 'expected a positive whole number'
const time = z.string().nullable().openapi({ format: 'date-time' })
const count = z.number().int()

export const syncTitleBody = z
  .object({
    title_id: z
      .number({ error: positive })
      .int(positive)
      .min(1, positive)
      .max(9_999_999_999, positive),
    force: z
      .boolean({ error: 'expected true or false' })
      .default(false)
      .openapi({ description: 'Also if the stored title is fresh' }),
  })
  .openapi('SyncTitle')

export const syncedSchema = z.object({
  data: z.object({
    title_id: count,
    outcome: z.enum(['synced', 'unchanged']),
    episodes: count.nullable().openapi({ description: 'null if it was fresh and not asked for' }),
  }),
})

/** What is answered when the work goes on. */
export const addedSchema = z.object({ data: z.object({ job_id: z.string() }) })

const failedJob = z.object({
  id: z.string(),
  kind: z.string(),
  attempts: count,
  failed_at: time,
  reason: z.string(),
})

const progress = z.object({
  since: time,
  started_at: time,
  finished_at: time.openapi({ description: 'null while it goes on, or was interrupted' }),
  page: count,
  pages: count.nullable(),
  total: count.nullable(),
  synced: count,
  unchanged: count,
  failed: count,
  failures: z.array(z.object({ title_id: count, reason: z.string() })),
})

export const statusSchema = z.object({
  data: z.object({
    catalogue: progress.nullable(),
    jobs: z.object({ waiting: count, active: count, failed: z.array(failedJob) }),
  }),
})

const level = {
  bytes: count.nullable(),
  hit_rate: z.number().nullable().openapi({ description: 'Of the last 5 minutes' }),
}

export const cacheStatsSchema = z.object({
  data: z.object({
    memory: z.object({ entries: count, ...level }),
    redis: z.object(level).nullable().openapi({ description: 'All that Redis holds' }),
    database: z.object({ hit_rate: level.hit_rate }),
  }),
})

export const clearedSchema = z.object({
  data: z.object({
    removed: count.openapi({ description: 'How many entries of this process and Redis' }),
  }),
})

export const statsSchema = z.object({
  data: z.object({
    version: z.string(),
    uptime_seconds: count,
    titles: count,
    database_bytes: count,
    jobs: z.object({ waiting: count, active: count, failed: count }),
  }),
})

const patternMessage =
  'expected 1 to 200 characters of a key, such as title:*: * any text, ? one character'

/** Only what Redis and we read alike: no brackets, no backslashes. */
export const pattern = z
  .string({ error: patternMessage })
  .regex(/^[\w:*?=&,.%+-]{1,200}$/, patternMessage)
  .openapi({ example: 'title:*' })
