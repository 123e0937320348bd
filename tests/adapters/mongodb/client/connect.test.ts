import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  connect,
  createConnecting,
  databaseNameOf,
} from '../../../../src/adapters/mongodb/client/connect.ts'

describe('connect()', () => {
  it('refuses what is no connection string, without telling it', () => {
    const uris = [
      'http://user:secret@host/',
      'mongodb://user:secret@',
      'mongodb://user:sec/ret@host/',
      'mongodb://user:secret@host/?maxIdleTimeMS=secret',
      'mongodb://user:secret@host/?noSuchOption=secret',
    ]
    for (const uri of uris) {
      assert.throws(
        () => connect(uri),
        (error: Error) => {
          assert.match(error.message, /^Cannot use MONGODB_URI: /)
          assert.doesNotMatch(error.message, /sec/)
          assert.equal(error.cause, undefined)
          return true
        },
      )
    }
  })

  it('has limits that a URI cannot lift', async () => {
    const { options } = connect('mongodb://host/?socketTimeoutMS=0&waitQueueTimeoutMS=0')

    assert.equal(options.socketTimeoutMS, 5_000)
    assert.equal(options.waitQueueTimeoutMS, 500)
  })
})

describe('what connects a client', () => {
  /** A client whose connecting goes as is said, once for each. */
  function makeConnecting(...outcomes: readonly (Error | null)[]) {
    const left = [...outcomes]
    const closed = new AbortController()
    const client = {
      async connect() {
        const outcome = left.shift()
        if (outcome !== null) throw outcome ?? new Error('connected once too often')
      },
    }
    return { connecting: createConnecting(client, closed.signal), closed, left }
  }

  it('connects once', async () => {
    const { connecting, left } = makeConnecting(null, null)

    await connecting()
    await connecting()

    assert.equal(left.length, 1)
  })

  it('fails as before for half a second, and then tries again', async (t) => {
    const { connecting, left } = makeConnecting(new Error('first'), new Error('second'), null)
    let now = 1_000
    t.mock.method(performance, 'now', () => now)

    await assert.rejects(connecting(), /first/)
    now += 499
    await assert.rejects(connecting(), /first/)
    now += 1
    await assert.rejects(connecting(), /second/)
    now += 500
    await connecting()

    assert.equal(left.length, 0)
  })

  it('does not connect once it is closed', async () => {
    const { connecting, closed, left } = makeConnecting(null)
    closed.abort(new Error('closed'))

    await assert.rejects(connecting(), /closed/)

    assert.equal(left.length, 1)
  })
})

describe('databaseNameOf()', () => {
  it('finds the name in every kind of connection string', () => {
    assert.equal(databaseNameOf('mongodb://host/name'), 'name')
    assert.equal(databaseNameOf('mongodb://user:p%2Fw@one:1,two:2/na%20me?replicaSet=x'), 'na me')
    assert.equal(databaseNameOf('mongodb+srv://host/name?a=/b'), 'name')
  })

  it('says "anilibria" if there is none', () => {
    for (const uri of [
      'mongodb://host',
      'mongodb://host/',
      'mongodb://host/?a=/b',
      'mongodb://one:1,two',
    ]) {
      assert.equal(databaseNameOf(uri), 'anilibria', uri)
    }
  })
})
