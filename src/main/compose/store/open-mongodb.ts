import { type MongodbStore, openMongodbStore } from '../../../adapters/mongodb/store.ts'
import { errorFields } from '../../../telemetry/lines/error-fields.ts'
import type { Meter } from '../../../telemetry/meter.ts'
import type { Telemetry } from '../../../telemetry/telemetry.ts'
import { createGuarding } from '../replicas/create-guarding.ts'
import type { OpenStore } from './open-store.ts'

/** Opens the store that replicas share. Does not wait for its server, which may come later. */
export function openMongodb(uri: string, telemetry: Telemetry): OpenStore {
  const { log, meter, tracer } = telemetry
  const store = openMongodbStore(uri, {
    tracer,
    onIndexes({ failure, names }) {
      if (failure === null) log.write('databaseIndexes', { indexes: names.join(', ') })
      else log.write('storeFailed', errorFields(failure))
    },
    onUnreadable: ({ collection, id }) =>
      log.write('documentUnreadable', { collection, document_id: id }),
  })
  watchPool(store, meter)
  const guarding = { service: 'mongodb', event: 'storeFailed', failures: 3 } as const
  return {
    store,
    guard: createGuarding(guarding, telemetry),
    check: store.check,
    place: 'mongodb',
    close: store.close,
  }
}

function watchPool({ pool, connections }: MongodbStore, meter: Meter): void {
  const watch = (status: 'available' | 'in_use' | 'waiting' | 'max', read: () => number) =>
    meter.watch('databaseConnectionPool', { status }, read)
  watch('available', () => pool().available)
  watch('in_use', () => pool().inUse)
  watch('waiting', () => pool().waiting)
  watch('max', () => pool().max)
  meter.watch('activeConnections', { connection_type: 'mongodb' }, connections)
}
