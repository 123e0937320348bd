import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { inspect } from 'node:util'
import { Failure } from '../../../src/core/failure.ts'
import { missing } from '../../servers/missing.ts'
import { keptOf } from '../../support/answers.ts'
import { createWorld, type World } from './world.ts'

// FerretDB refuses every password that comes by SCRAM, with MongoDB's own code.
describe('MongoDB store, when MongoDB refuses the password', { skip: missing('mongodb') }, () => {
  let world: World
  before(async () => {
    world = await createWorld()
  })
  after(() => world.end())

  const open = () => world.open(`mongodb://user:very-secret@127.0.0.1:${world.server.port}/`)

  it('says so at each question, also to many at once, and to health', async () => {
    const store = open()

    const asked = [1, 2, 3, 4].flatMap(() => [
      store.titles.read('title:1'),
      store.titles.write('title:1', keptOf('one')),
      store.check(new AbortController().signal),
    ])

    for (const result of await Promise.allSettled(asked)) {
      assert.equal(result.status, 'rejected')
      assert.ok(result.reason instanceof Failure)
      assert.equal(result.reason.code, 'denied')
    }
  })

  it('tells neither password nor user', async () => {
    const failure = await open()
      .titles.read('title:1')
      .catch((error) => error)

    assert.equal(failure.message, 'Cannot read an answer: MongoDB refuses us')
    assert.doesNotMatch(inspect(failure, { depth: 20, showHidden: true }), /very-secret/)
  })
})
