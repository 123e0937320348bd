import { type Anilibria, createAnilibriaCatalog } from '../../adapters/anilibria/catalog.ts'
import { templates } from '../../adapters/anilibria/endpoints.ts'
import { createBreaker } from '../../adapters/cockatiel/breaker.ts'
import type { Config } from '../../config.ts'
import { measuredAttempts } from '../../telemetry/measured/measured-attempts.ts'
import { measuredUpstream } from '../../telemetry/measured/measured-upstream.ts'
import type { Telemetry } from '../../telemetry/telemetry.ts'
import { tracedAttempts } from '../../telemetry/traced/traced-attempts.ts'
import { tracedCatalog } from '../../telemetry/traced/traced-catalog.ts'

/** Puts the way to AniLibria together: counted, timed and traced. */
export function composeUpstream(config: Config, { log, meter, tracer }: Telemetry): Anilibria {
  const measured = measuredAttempts(meter)
  const traced = tracedAttempts(tracer)
  const anilibria = createAnilibriaCatalog({
    hosts: config.ANILIBRIA_API_URLS,
    userAgent: config.ANILIBRIA_USER_AGENT,
    attemptTimeoutMs: config.ANILIBRIA_TIMEOUT_MS,
    requestsPerSecond: config.ANILIBRIA_REQUESTS_PER_SECOND,
    log,
    createBreaker,
    ...traced,
    onAttempt(attempt) {
      measured(attempt)
      traced.onAttempt(attempt)
    },
  })
  const catalog = tracedCatalog(anilibria.catalog, templates, tracer)
  return measuredUpstream({ ...anilibria, catalog }, meter)
}
