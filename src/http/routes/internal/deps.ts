import type { Jobs } from '../../../core/jobs/jobs.ts'
import type { StoreSize } from '../../../core/store/store.ts'
import type { CatalogueProgress } from '../../../core/sync/catalogue-progress.ts'
import type { Outbox } from '../../../core/webhooks/outbox.ts'
import type { WebhookStore } from '../../../core/webhooks/webhook-store.ts'
import type { VerifyInternal } from '../../middleware/internal-only.ts'

/** What the routes for our own services need. */
export interface InternalDeps {
  readonly verify: VerifyInternal
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly startedAt: number
  readonly jobs: Jobs
  readonly webhooks: WebhookStore
  readonly outbox: Outbox
  /** Makes what requests to a new webhook are signed with. */
  readonly newSecret: () => string
  /** Whether a URL names an address outright that we do not connect to. */
  readonly isForbidden: (url: URL) => boolean
  /** How far the synchronisation of the catalogue has come; `null` if there was none. */
  readonly progress: () => Promise<CatalogueProgress | null>
  readonly storeSize: () => Promise<StoreSize>
  readonly cacheStats: () => Promise<CacheStats>
  /** Removes the answers whose keys fit from the caches of all replicas; says how many were here. */
  readonly clearCache: (pattern: string) => Promise<number>
}

export interface LevelStats {
  readonly bytes: number | null
  /** 0 to 1; `null` without look-ups in the last five minutes. */
  readonly hit_rate: number | null
}

export interface CacheStats {
  readonly memory: LevelStats & { readonly entries: number }
  /** `null` without Redis. Its bytes are all that it holds. */
  readonly redis: LevelStats | null
  readonly database: Pick<LevelStats, 'hit_rate'>
}
