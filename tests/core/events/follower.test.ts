import assert from 'node:assert/strict'
import { afterEach, describe, it } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import { createFollower, type Follower } from '../../../src/core/events/follower.ts'
import type { TitleEvent } from '../../../src/core/events/title-event.ts'
import { Failure } from '../../../src/core/failure.ts'
import { createFakeEventLog } from '../../support/fake-store.ts'

function eventOf(id: string): TitleEvent {
  const about = {
    type: 'new_episode',
    titleId: 1,
    data: {},
    freshAt: null,
    traceparent: null,
  } as const
  return { id, foundAt: 0, ...about }
}

/** Longer than any look at a log in memory takes. */
async function looked(): Promise<void> {
  for (let turns = 0; turns < 10; turns += 1) await setImmediate()
}

describe('createFollower()', () => {
  let follower: Follower | undefined
  afterEach(() => follower?.stop())

  async function follow(log = createFakeEventLog()) {
    const told: string[] = []
    const failures: unknown[] = []
    const following = createFollower({
      events: log,
      publish: ({ id }) => void told.push(id),
      onFailure: (error) => void failures.push(error),
    })
    follower = following
    following.start()
    await looked()
    return { log, told, failures, following }
  }

  it('tells what is appended from now on, in the order of the log', async () => {
    const log = createFakeEventLog()
    await log.append([eventOf('old')])
    const { told, following } = await follow(log)

    await log.append([eventOf('one'), eventOf('two')])
    following.wake()
    await looked()
    await log.append([eventOf('three')])
    following.wake()
    await looked()

    assert.deepEqual(told, ['one', 'two', 'three'])
  })

  it('begins with the first event of a log that was empty', async () => {
    const { log, told, following } = await follow()

    await log.append([eventOf('one'), eventOf('two')])
    following.wake()
    await looked()

    assert.deepEqual(told, ['one', 'two'])
  })

  it('tells all of many', async () => {
    const { log, told, following } = await follow()
    await log.append([eventOf('first')])
    following.wake()
    await looked()
    const many = Array.from({ length: 450 }, (_, index) => eventOf(`event-${index}`))

    await log.append(many)
    following.wake()
    await looked()

    assert.deepEqual(told, ['first', ...many.map(({ id }) => id)])
  })

  it('goes on where it was after the log has failed', async () => {
    const log = createFakeEventLog()
    let isDown = false
    const failure = new Failure('unavailable', 'Cannot')
    const { told, failures, following } = await follow({
      ...log,
      newest: (limit) => (isDown ? Promise.reject(failure) : log.newest(limit)),
      after: (id, limit) => (isDown ? Promise.reject(failure) : log.after(id, limit)),
    })
    isDown = true
    await log.append([eventOf('one')])
    following.wake()
    await looked()
    isDown = false
    following.wake()
    await looked()

    assert.deepEqual(told, ['one'])
    assert.deepEqual(failures, [failure])
  })

  it('looks by itself when nobody wakes it', async (test) => {
    test.mock.timers.enable({ apis: ['setInterval'] })
    const { log, told } = await follow()
    await log.append([eventOf('one')])

    test.mock.timers.tick(1000)
    await looked()

    assert.deepEqual(told, ['one'])
  })
})
