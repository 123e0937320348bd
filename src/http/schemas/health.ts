import { z } from '@hono/zod-openapi'

const check = z
  .object({
    status: z.enum(['healthy', 'unhealthy', 'not_configured']),
    response_time: z.number().optional().openapi({ description: 'Seconds' }),
    error: z.string().optional().openapi({ description: 'A code, such as unavailable' }),
  })
  .openapi('Check')

export const healthSchema = z
  .object({
    status: z.enum(['healthy', 'degraded', 'unhealthy']),
    timestamp: z.string().openapi({ format: 'date-time' }),
    version: z.string(),
    uptime_seconds: z.number().int(),
    checks: z.object({
      database: check,
      redis: check,
      anilibria_api: check,
      nodejs_service: check,
    }),
  })
  .openapi('Health')

export type HealthReport = z.infer<typeof healthSchema>

/** What visitors are told where there is a port for us. */
export const outlineSchema = healthSchema.pick({ status: true }).openapi('HealthOutline')

export const aliveSchema = z.object({ status: z.enum(['healthy', 'unhealthy']) }).openapi('Alive')
