import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, it, mock } from 'node:test'
import { createHeartbeat } from '../../../src/main/sockets/heartbeat.ts'

describe('createHeartbeat()', () => {
  beforeEach(() => mock.timers.enable({ apis: ['setInterval'] }))
  afterEach(() => mock.timers.reset())

  function createWorld() {
    let second = 0
    const told: string[] = []
    const heartbeat = createHeartbeat<string>({
      ping: (one) => void told.push(`${second} ping ${one}`),
      giveUp: (one) => {
        told.push(`${second} give up ${one}`)
        heartbeat.leave(one)
      },
    })
    return {
      heartbeat,
      told,
      pass(seconds: number) {
        for (let passed = 0; passed < seconds; passed += 1) {
          second += 1
          mock.timers.tick(1000)
        }
      },
    }
  }

  it('pings each every 30 s, and not all at once', () => {
    const { heartbeat, told, pass } = createWorld()
    const answer = (one: string) => heartbeat.heard(one)
    heartbeat.join('a')
    pass(5)
    heartbeat.join('b')
    pass(26)
    answer('a')
    pass(5)
    answer('b')

    pass(25)

    assert.deepEqual(told, ['30 ping a', '35 ping b', '60 ping a'])
  })

  it('gives up who is silent for 10 s after a ping', () => {
    const { heartbeat, told, pass } = createWorld()
    heartbeat.join('a')

    pass(39)
    const before = told.length
    pass(1)

    assert.equal(before, 1)
    assert.deepEqual(told, ['30 ping a', '40 give up a'])
  })

  it('takes anything that is heard for an answer, up to the last moment', () => {
    const { heartbeat, told, pass } = createWorld()
    heartbeat.join('a')

    pass(39)
    heartbeat.heard('a')
    pass(25)

    assert.deepEqual(told, ['30 ping a', '60 ping a'])
  })

  it('takes nothing that was heard before a ping for its answer', () => {
    const { heartbeat, told, pass } = createWorld()
    heartbeat.join('a')

    pass(29)
    heartbeat.heard('a')
    pass(11)

    assert.deepEqual(told, ['30 ping a', '40 give up a'])
  })

  it('leaves alone who has left', () => {
    const { heartbeat, told, pass } = createWorld()
    heartbeat.join('a')
    heartbeat.join('b')
    pass(31)
    heartbeat.heard('b')

    heartbeat.leave('a')
    pass(28)
    heartbeat.leave('b')
    pass(60)

    assert.deepEqual(told, ['30 ping a', '30 ping b'])
  })

  it('has no memory of what was before somebody left', () => {
    const { heartbeat, told, pass } = createWorld()
    heartbeat.join('a')
    pass(31)
    heartbeat.leave('a')

    heartbeat.join('a')
    pass(29)

    assert.deepEqual(told, ['30 ping a'])
  })

  it('begins again with the next one after the last has left', () => {
    const { heartbeat, told, pass } = createWorld()
    heartbeat.join('a')
    heartbeat.leave('a')
    pass(10)

    heartbeat.join('b')
    pass(30)

    assert.deepEqual(told, ['40 ping b'])
  })
})
