import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { triedForMs } from '../../../src/core/webhooks/backoff.ts'
import { createDeliverDue } from '../../../src/core/webhooks/deliver-due.ts'
import type { Receiver, Told } from '../../../src/core/webhooks/receiver.ts'
import { eventOf } from '../../support/events.ts'
import { createFakeOutbox } from '../../support/fake-webhooks.ts'
import { refused, taken } from '../../support/told.ts'

const silent: Told = { ...refused, status: null, reason: 'timeout' }

/** A receiver with what it is owed, and a clock of its own. */
function createWorld(answer: (eventId: string) => Told = () => taken) {
  let time = 1000
  const outbox = createFakeOutbox()
  const told: string[] = []
  const disabled: string[] = []
  const receiver: Receiver = {
    id: 'one',
    channel: 'webhook',
    url: new URL('https://example.org/'),
    wants: () => true,
    async tell({ event }) {
      told.push(event.id)
      return answer(event.id)
    },
    disable: async (reason) => void disabled.push(reason),
  }
  const deliver = createDeliverDue({ outbox, now: () => time, random: () => 0.5 })
  return {
    outbox,
    told,
    disabled,
    receiver,
    add: (id: string, titleId = 9000) => outbox.add(['one'], eventOf(id, { titleId }), time),
    deliver: (to: Receiver = receiver) => deliver(to, new AbortController().signal),
    pass(ms: number) {
      time += ms
    },
    waiting: async () => (await outbox.pending('one', 100)).map(({ event }) => event.id),
  }
}

describe('createDeliverDue()', () => {
  it('tells all that is due, in the order of each title', async () => {
    const world = createWorld()
    for (const id of ['a1', 'a2', 'a3']) await world.add(id, 1)
    for (const id of ['b1', 'b2']) await world.add(id, 2)

    await world.deliver()

    assert.deepEqual(world.told, ['a1', 'b1', 'a2', 'b2', 'a3'])
    assert.deepEqual(await world.waiting(), [])
  })

  it('lets later events of a title wait for one that was refused, and no other title', async () => {
    const world = createWorld((id) => (id === 'a1' ? refused : taken))
    await world.add('a1', 1)
    await world.add('a2', 1)
    await world.add('b1', 2)

    await world.deliver()

    assert.deepEqual(world.told, ['a1', 'b1'])
    assert.deepEqual(await world.waiting(), ['a1', 'a2'])
  })

  it('tries again after a pause, with the same id', async () => {
    let answer: Told = refused
    const world = createWorld(() => answer)
    await world.add('a1')
    await world.deliver()
    answer = taken

    world.pass(4000)
    await world.deliver()
    world.pass(1500)
    await world.deliver()

    assert.deepEqual(world.told, ['a1', 'a1'])
    assert.deepEqual(await world.waiting(), [])
  })

  it('leaves one alone for now that does not answer', async () => {
    const world = createWorld(() => silent)
    for (let title = 1; title <= 20; title += 1) await world.add(`event-${title}`, title)

    await world.deliver()

    assert.equal(world.told.length, 8)
  })

  it('disables one that has taken nothing for 24 hours, and forgets what it was owed', async () => {
    const world = createWorld(() => refused)
    await world.add('a1', 1)
    await world.add('b1', 2)
    world.pass(triedForMs)

    await world.deliver()

    assert.ok(world.disabled.includes('status 500'))
    assert.deepEqual(await world.waiting(), [])
  })

  it('disables one at once that says it is gone', async () => {
    const world = createWorld(() => ({ ...refused, status: 410, reason: 'status 410', gone: true }))
    await world.add('a1')

    await world.deliver()

    assert.deepEqual(world.disabled, ['status 410'])
  })

  it('gives up a delivery alone where the receiver cannot be disabled', async () => {
    const world = createWorld(() => refused)
    await world.add('a1', 1)
    world.pass(triedForMs)
    await world.add('b1', 2)

    await world.deliver({ ...world.receiver, disable: null })

    assert.deepEqual(await world.waiting(), ['b1'])
  })

  it('stops when it is told to', async () => {
    const world = createWorld()
    await world.add('a1')
    const deliver = createDeliverDue({ outbox: world.outbox, now: () => 1, random: () => 0 })

    await assert.rejects(deliver(world.receiver, AbortSignal.abort(new Error('stop'))), /stop/)

    assert.deepEqual(world.told, [])
  })
})
