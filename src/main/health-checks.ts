import { Failure } from '../core/failure.ts'
import type { HealthCheck } from '../core/health.ts'

/** Every part that `/health` tells of; one without a check is not configured. */
export const parts = ['database', 'redis', 'anilibria_api', 'nodejs_service'] as const

type Part = (typeof parts)[number]

const timeoutMs = 3000

/** AniLibria only degrades the service: what is stored goes on being served. */
export function anilibriaCheck(run: HealthCheck['run']): HealthCheck {
  return { name: 'anilibria_api' satisfies Part, timeoutMs, essential: false, run }
}

export function databaseCheck(run: HealthCheck['run']): HealthCheck {
  return { name: 'database' satisfies Part, timeoutMs, essential: true, run }
}

/** Without Redis each replica goes on by itself. */
export function redisCheck(run: HealthCheck['run'] | null): readonly HealthCheck[] {
  return run === null ? [] : [{ name: 'redis' satisfies Part, timeoutMs, essential: false, run }]
}

/** The neighbour lives as long as it answers at all: below 500. */
export function neighbourChecks(url: string | null): readonly HealthCheck[] {
  if (url === null) return []
  const health = new URL('health', url.endsWith('/') ? url : `${url}/`)
  async function run(signal: AbortSignal): Promise<void> {
    const response = await fetch(health, { signal }).catch((cause: unknown) => {
      throw new Failure('unavailable', 'Cannot reach the neighbour', { cause })
    })
    await response.body?.cancel()
    if (response.status >= 500) throw new Failure('unavailable', 'The neighbour is not well')
  }
  return [{ name: 'nodejs_service' satisfies Part, timeoutMs, essential: false, run }]
}
