import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createSubscription } from '../../../src/core/push/subscription.ts'
import { eventOf } from '../../contracts/event-log.ts'

describe('createSubscription()', () => {
  const episode = eventOf('a', { titleId: 1 })
  const status = eventOf('b', { titleId: 1, type: 'status_change' })
  const other = eventOf('c', { titleId: 2 })

  it('wants nothing at first', () => {
    assert.equal(createSubscription().wants(episode), false)
  })

  it('wants all events of its titles, and of no other', () => {
    const subscription = createSubscription()

    subscription.addTitle(1)

    assert.deepEqual([episode, status, other].map(subscription.wants), [true, true, false])
  })

  it('wants all titles’ events of its types, and of no other', () => {
    const subscription = createSubscription()

    subscription.setTypes(['new_episode'])

    assert.deepEqual([episode, status, other].map(subscription.wants), [true, false, true])
  })

  it('wants everything if no types are said, and of these nothing if there are none', () => {
    const subscription = createSubscription()

    subscription.setTypes(undefined)
    const all = [episode, status, other].map(subscription.wants)
    subscription.setTypes([])

    assert.deepEqual(all, [true, true, true])
    assert.deepEqual([episode, status, other].map(subscription.wants), [false, false, false])
  })

  it('wants nothing more of a title that is removed', () => {
    const subscription = createSubscription()
    subscription.addTitle(1)
    subscription.addTitle(2)

    subscription.removeTitle(1)

    assert.deepEqual(subscription.titleIds(), [2])
    assert.deepEqual([episode, other].map(subscription.wants), [false, true])
  })

  it('has each title and each type once', () => {
    const subscription = createSubscription()

    subscription.addTitle(1)
    subscription.addTitle(1)
    subscription.setTypes(['status_change', 'new_episode', 'status_change'])

    assert.deepEqual(subscription.titleIds(), [1])
    assert.deepEqual(subscription.types(), ['new_episode', 'status_change'])
  })

  it('has room for a thousand titles, and for those it has already', () => {
    const subscription = createSubscription()
    for (let titleId = 1; titleId <= 1000; titleId += 1) subscription.addTitle(titleId)

    assert.equal(subscription.addTitle(1001), false)
    assert.equal(subscription.addTitle(7), true)
    assert.equal(subscription.titleIds().length, 1000)
  })
})
