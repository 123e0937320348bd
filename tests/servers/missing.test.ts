import assert from 'node:assert/strict'
import process from 'node:process'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { createFakeMachine, type FakeMachine } from './fetching/fake-machine.ts'
import { missing } from './missing.ts'
import { startRedis } from './redis.ts'

describe('missing()', () => {
  const { CI } = process.env
  let machine: FakeMachine
  beforeEach(() => {
    delete process.env.CI
    machine = createFakeMachine()
  })
  afterEach(() => {
    machine.end()
    if (CI !== undefined) process.env.CI = CI
  })

  it('says which servers are missing, and what fetches them', () => {
    assert.equal(missing('redis'), 'redis is missing: npm run servers')
    assert.equal(missing('redis', 'mongodb'), 'redis and mongodb are missing: npm run servers')
  })

  it('is false where they are', () => {
    machine.add('redis-server', '')

    assert.equal(missing('redis'), false)
  })

  it('is false on CI, where the start fails with what to do', async () => {
    process.env.CI = 'true'

    assert.equal(missing('redis'), false)
    await assert.rejects(startRedis(), {
      message:
        'Cannot start redis: Debian package redis-server is missing; npm run servers fetches it',
    })
  })
})
