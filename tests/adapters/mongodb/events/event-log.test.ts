import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Documents } from '../../../../src/adapters/mongodb/documents.ts'
import { createMongodbEventLog } from '../../../../src/adapters/mongodb/events/event-log.ts'
import { createReach } from '../../../../src/adapters/mongodb/reach.ts'
import { eventOf } from '../../../contracts/event-log.ts'

describe('createMongodbEventLog()', () => {
  it('appends nothing while places could be taken twice', async () => {
    const nothing = new Proxy({}, { get: () => () => assert.fail('it was asked for something') })
    const place = {
      documents: nothing as Documents,
      reach: createReach(async () => {}),
      onUnreadable: () => {},
    }
    const reason = new Error('no index')
    const log = createMongodbEventLog(place, () => Promise.reject(reason))

    await assert.rejects(log.append([eventOf('a')]), { code: 'unavailable', cause: reason })
  })
})
