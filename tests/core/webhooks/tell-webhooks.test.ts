import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Receiver } from '../../../src/core/webhooks/receiver.ts'
import { createTellWebhooks } from '../../../src/core/webhooks/tell-webhooks.ts'
import { wants } from '../../../src/core/webhooks/webhook.ts'
import { eventOf } from '../../support/events.ts'
import { createFakeEventLog } from '../../support/fake-store.ts'
import { createFakeOutbox } from '../../support/fake-webhooks.ts'

const { signal } = new AbortController()

function receiverOf(id: string, titleIds: readonly number[] | null = null): Receiver {
  return {
    id,
    channel: 'webhook',
    url: new URL('https://example.org/'),
    wants: (event) => wants({ types: null, titleIds, disabled: null }, event),
    tell: async () => ({ taken: true, status: 200 }),
    disable: null,
  }
}

function createWorld(...receivers: readonly Receiver[]) {
  const events = createFakeEventLog()
  const outbox = createFakeOutbox()
  const begun: string[] = []
  const tell = createTellWebhooks({
    events,
    outbox,
    receivers: async () => receivers,
    beginDelivering: async (id) => void begun.push(id),
    now: () => 1000,
  })
  const owed = async (id: string) => (await outbox.pending(id, 500)).map(({ event }) => event.id)
  return { events, outbox, begun, owed, tell: () => tell(signal) }
}

describe('createTellWebhooks()', () => {
  it('puts what is untold into the outbox of each who wants it, in the order of the log', async () => {
    const { events, owed, tell } = createWorld(receiverOf('all'), receiverOf('one', [1]))
    await events.append([eventOf('a', { titleId: 1 }), eventOf('b', { titleId: 2 })])

    await tell()

    assert.deepEqual(await owed('all'), ['a', 'b'])
    assert.deepEqual(await owed('one'), ['a'])
  })

  it('takes each event once', async () => {
    const { events, outbox, tell } = createWorld(receiverOf('all'))
    await events.append([eventOf('a')])
    await tell()
    const [delivery = assert.fail()] = await outbox.pending('all', 1)
    await outbox.remove(delivery)

    await tell()

    assert.equal(await outbox.count(), 0)
    assert.deepEqual(await events.untold(5000, 10), [])
  })

  it('takes all of many, also if nobody wants them', async () => {
    const { events, tell } = createWorld()
    await events.append(Array.from({ length: 250 }, (_, index) => eventOf(`event-${index}`)))

    await tell()

    assert.deepEqual(await events.untold(5000, 10), [])
  })

  it('takes an event again whose outbox could not be filled', async () => {
    const world = createWorld(receiverOf('all'))
    await world.events.append([eventOf('a')])
    const { add } = world.outbox
    Object.assign(world.outbox, { add: async () => Promise.reject(new Error('down')) })
    await assert.rejects(world.tell(), /down/)
    Object.assign(world.outbox, { add })

    await world.tell()

    assert.deepEqual(await world.owed('all'), ['a'])
  })

  it('lets deliveries begin to those who are owed something', async () => {
    const { events, begun, tell } = createWorld(receiverOf('all'), receiverOf('one', [1]))
    await events.append([eventOf('b', { titleId: 2 })])

    await tell()

    assert.deepEqual(begun, ['all'])
  })
})

describe('wants()', () => {
  const event = eventOf('a', { titleId: 1 })
  const all = { types: null, titleIds: null, disabled: null }

  it('goes by type and title, and wants nothing while disabled', () => {
    assert.equal(wants(all, event), true)
    assert.equal(wants({ ...all, types: ['new_title'] }, event), false)
    assert.equal(wants({ ...all, types: ['new_episode'], titleIds: [1] }, event), true)
    assert.equal(wants({ ...all, titleIds: [2] }, event), false)
    assert.equal(wants({ ...all, disabled: { at: 0, reason: '' } }, event), false)
  })
})
