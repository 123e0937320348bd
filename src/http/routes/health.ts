import type { Health } from '../../core/health.ts'
import { version } from '../../core/version.ts'
import { json } from '../answers/answer.ts'
import { headers } from '../headers.ts'
import { type Route, route } from '../route.ts'
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

function described(
  path: string,
  summary: string,
  schema: typeof healthSchema | typeof outlineSchema | typeof aliveSchema,
) {
  const content = { 'application/json': { schema } }
  return {
    method: 'get',
    path,
    summary,
    responses: {
      200: { description: 'Requests are answered', content },
      503: { description: 'They are not', content },
    },
  } as const
}

const full = described('/health', 'How this service and what it depends on are', healthSchema)
const outline = described('/health', 'How this service is', outlineSchema)
const live = described('/health/live', 'Whether the process answers; asks nobody', aliveSchema)
const ready = described('/health/ready', 'Whether requests may come; asks nobody', aliveSchema)

/** @param isTold Whether everybody may know what exactly is not well. */
export function health({ health, isReady, now, parts }: HealthDeps, isTold: boolean): Route[] {
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

  return [
    route(isTold ? full : outline, async (c) => {
      const said = await report()
      const { status } = said
      return json(c, status === 'unhealthy' ? 503 : 200, isTold ? said : { status }, uncached)
    }),
    route(live, (c) => json(c, 200, { status: 'healthy' }, uncached)),
    route(ready, (c) =>
      isReady()
        ? json(c, 200, { status: 'healthy' }, uncached)
        : json(c, 503, { status: 'unhealthy' }, uncached),
    ),
  ]
}
