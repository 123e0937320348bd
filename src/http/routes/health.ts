import { createRoute, OpenAPIHono } from '@hono/zod-openapi'
import type { Health } from '../../core/health.ts'
import { version } from '../../core/version.ts'
import type { Env } from '../env.ts'
import { headers } from '../headers.ts'
import { aliveSchema, type HealthReport, healthSchema, outlineSchema } from '../schemas/health.ts'

export interface HealthDeps {
  readonly health: Health
  /** Whether requests may come: start-up is done and stopping has not begun. */
  readonly isReady: () => boolean
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** The parts that this process may be configured with. */
  readonly parts: readonly string[]
}

const uncached = { [headers.cacheControl]: 'no-store' }

function route<T extends string>(
  path: T,
  summary: string,
  schema: typeof healthSchema | typeof outlineSchema | typeof aliveSchema,
) {
  const content = { 'application/json': { schema } }
  return createRoute({
    method: 'get',
    path,
    summary,
    responses: {
      200: { description: 'Requests are answered', content },
      503: { description: 'They are not', content },
    },
  })
}

const full = route('/health', 'How this service and what it depends on are', healthSchema)
const outline = route('/health', 'How this service is', outlineSchema)
const live = route('/health/live', 'Whether the process answers; asks nobody', aliveSchema)
const ready = route('/health/ready', 'Whether requests may come; asks nobody', aliveSchema)

/** @param isTold Whether everybody may know what exactly is not well. */
export function health(
  { health, isReady, now, parts }: HealthDeps,
  isTold: boolean,
): OpenAPIHono<Env> {
  const startedAt = now()

  async function report(): Promise<HealthReport> {
    const checked = await health.check()
    const failed = checked.filter(({ error }) => error !== null)
    // Refused credentials are a mistake in the settings: no waiting heals that.
    const unhealthy = failed.some(({ essential, error }) => essential || error === 'denied')
    const checks = checked.map(({ name, responseTimeMs, error }) => [
      name,
      error === null
        ? { status: 'healthy', response_time: responseTimeMs / 1000 }
        : { status: 'unhealthy', response_time: responseTimeMs / 1000, error },
    ])
    return {
      status: unhealthy ? 'unhealthy' : failed.length > 0 ? 'degraded' : 'healthy',
      timestamp: new Date(now()).toISOString(),
      version,
      uptime_seconds: Math.floor((now() - startedAt) / 1000),
      checks: {
        ...Object.fromEntries(parts.map((part) => [part, { status: 'not_configured' }])),
        ...Object.fromEntries(checks),
      },
    }
  }

  return new OpenAPIHono<Env>()
    .openapi(isTold ? full : outline, async (c) => {
      const said = await report()
      const { status } = said
      return c.json(isTold ? said : { status }, status === 'unhealthy' ? 503 : 200, uncached)
    })
    .openapi(live, (c) => c.json({ status: 'healthy' as const }, 200, uncached))
    .openapi(ready, (c) =>
      isReady()
        ? c.json({ status: 'healthy' as const }, 200, uncached)
        : c.json({ status: 'unhealthy' as const }, 503, uncached),
    )
}
