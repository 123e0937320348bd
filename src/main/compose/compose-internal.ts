import { createVerifyInternal } from '../../adapters/jose/internal-tokens.ts'
import { isForbiddenLiteral } from '../../adapters/webhooks/public-addresses.ts'
import { newSecret } from '../../adapters/webhooks/tell-webhook.ts'
import type { Config } from '../../config.ts'
import { readProgress } from '../../core/sync/catalogue-progress.ts'
import type { InternalDeps } from '../../http/routes/internal/deps.ts'
import type { Log } from '../../telemetry/log.ts'
import type { Catalogue } from './compose-catalogue.ts'

/** What the routes for our own services need; `null` where nobody could prove to be one of them. */
export function composeInternal(
  { INTERNAL_JWT_SECRET: secret, WEBHOOK_ALLOW_PRIVATE: allowPrivate }: Config,
  { replicas, store, cacheStats, clearCache }: Catalogue,
  log: Log,
): InternalDeps | null {
  if (secret === null) {
    log.write('internalRoutesOff', { setting: 'INTERNAL_JWT_SECRET' })
    return null
  }
  return {
    verify: createVerifyInternal(secret),
    now: Date.now,
    startedAt: Date.now(),
    jobs: replicas.jobs,
    webhooks: store.webhooks,
    outbox: store.outbox,
    newSecret,
    isForbidden: (url) => !allowPrivate && isForbiddenLiteral(url),
    progress: () => readProgress(store.syncStatus),
    storeSize: store.size,
    cacheStats: async () => cacheStats(),
    clearCache,
  }
}
