import { z } from 'zod'
import { faultNames } from './faults.ts'

/** What a pull may say; a mistake is told with what would be right. */
export const leverSchema = z
  .strictObject({
    /** Replaces the fault before it, with all of its options. */
    fault: z.enum(faultNames).optional(),
    /** Only the next so many requests; then none. */
    times: z.int().min(1).optional(),
    /** The share of requests that meet the fault: 0.25 is every fourth. */
    share: z.number().gt(0).max(1).optional(),
    /** Only paths that begin so, after `/api/v1`: `/anime/releases`. */
    path: z.string().startsWith('/').optional(),
    /** For `slow`: in milliseconds. */
    delay_ms: z.int().min(0).optional(),
    /** For `5xx`. */
    status: z.int().min(500).max(599).optional(),
    /** For `429`: seconds, or an HTTP date. */
    retry_after: z
      .custom<number | string>(isMoment, 'expected seconds, or an HTTP date')
      .optional(),
    /** The country the caller seems to be in, ISO 3166-1 alpha-2. Stays until told otherwise. */
    country: z
      .string()
      .regex(/^[A-Z]{2}$/, 'expected two capital letters, as in GE')
      .optional(),
  })
  .refine(
    ({ fault, country, ...options }) => fault !== undefined || Object.keys(options).length === 0,
    'expected a fault beside the other words: only country stands alone',
  )

/** How the upstream is made to behave. */
export type Lever = z.infer<typeof leverSchema>

function isMoment(value: unknown): boolean {
  if (typeof value === 'number') return Number.isInteger(value) && value >= 0
  return typeof value === 'string' && !Number.isNaN(Date.parse(value))
}
