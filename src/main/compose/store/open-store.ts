import { openSqliteStore } from '../../../adapters/sqlite/store.ts'
import type { Config } from '../../../config.ts'
import { unbroken } from '../../../core/breaker.ts'
import type { HealthCheck } from '../../../core/health.ts'
import { createGuard, type Guard } from '../../../core/store/guard.ts'
import type { Store } from '../../../core/store/store.ts'
import { errorFields } from '../../../telemetry/lines/error-fields.ts'
import type { Telemetry } from '../../../telemetry/telemetry.ts'
import { waitMs } from '../replicas/create-guarding.ts'

/** The store of this process, whichever it is. */
export interface OpenStore {
  readonly store: Store
  readonly guard: Guard
  readonly check: HealthCheck['run']
  /** Where it lies, for the log: no secrets. */
  readonly place: string
  close(): Promise<void>
}

/** @throws {Error} With words for whoever starts the service, if the embedded one cannot be used. */
export async function openStore(config: Config, telemetry: Telemetry): Promise<OpenStore> {
  if (config.MONGODB_URI === null) return openEmbedded(config.DATA_DIR, telemetry)
  // Loaded only where it is used: the driver takes longer to load than all the rest.
  const { openMongodb } = await import('./open-mongodb.ts')
  return openMongodb(config.MONGODB_URI, telemetry)
}

async function openEmbedded(dir: string, { log }: Telemetry): Promise<OpenStore> {
  const store = await openSqliteStore(dir, {
    onUnreadable: ({ collection, id }) =>
      log.write('documentUnreadable', { collection, document_id: id }),
  })
  return {
    store,
    guard: createGuard({
      waitMs,
      breaker: unbroken,
      onFailure: (error) => log.write('storeFailed', errorFields(error)),
    }),
    check: async () => void (await store.titles.read('title:0')),
    place: dir,
    close: async () => store.close(),
  }
}
