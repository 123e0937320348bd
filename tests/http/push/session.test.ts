import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { eventOf } from '../../contracts/event-log.ts'
import { createSessionWorld } from './session-world.ts'

describe('a session of a WebSocket', () => {
  it('tells nothing to who asked for nothing', async () => {
    const { happen, peer } = createSessionWorld()

    await happen(eventOf('a'))

    assert.deepEqual(peer.heard, [])
  })

  it('tells an event as its type and its data', async () => {
    const { happen, say, last } = createSessionWorld()
    say('subscribe_title', { title_id: 9542 })
    const event = eventOf('a', { type: 'status_change' })

    await happen(event)

    assert.deepEqual(last(), { type: 'status_change', data: event.data })
  })

  it('says after each change what is told from now on', () => {
    const { say, peer } = createSessionWorld()

    say('subscribe_title', { title_id: 2 })
    say('subscribe_title', { title_id: 1 })
    say('subscribe_updates', { types: ['new_title'] })
    say('unsubscribe_title', { title_id: 2 })
    say('subscribe_updates')

    const all = ['new_episode', 'new_title', 'status_change', 'episode_updated']
    assert.deepEqual(
      peer.heard.map(({ type, data }) => [type, data.title_ids, data.types]),
      [
        ['subscribed', [2], []],
        ['subscribed', [2, 1], []],
        ['subscribed', [2, 1], ['new_title']],
        ['subscribed', [1], ['new_title']],
        ['subscribed', [1], all],
      ],
    )
  })

  it('answers a ping', () => {
    const { say, last } = createSessionWorld()

    say('ping')

    assert.deepEqual(last(), { type: 'pong', data: {} })
  })

  it('refuses a thousand and first title', () => {
    const { say, passes, errors } = createSessionWorld()
    for (let title_id = 1; title_id <= 1001; title_id += 1) {
      void passes(50)
      say('subscribe_title', { title_id })
    }

    assert.deepEqual(errors(), ['TOO_MANY_TITLES'])
  })

  for (const [what, text, code] of [
    ['what is not text', null, 'BINARY_MESSAGE'],
    ['broken JSON', '{"type":', 'INVALID_MESSAGE'],
    ['JSON that is no object', '[1]', 'UNKNOWN_TYPE'],
    ['null', 'null', 'UNKNOWN_TYPE'],
    ['an unknown type', '{"type":"subscribe_all"}', 'UNKNOWN_TYPE'],
    ['a type that every object has', '{"type":"constructor"}', 'UNKNOWN_TYPE'],
    [
      'a title that is no number',
      '{"type":"subscribe_title","data":{"title_id":"abc"}}',
      'INVALID_MESSAGE',
    ],
    ['a title of no number', '{"type":"subscribe_title"}', 'INVALID_MESSAGE'],
    ['a title below one', '{"type":"subscribe_title","data":{"title_id":0}}', 'INVALID_MESSAGE'],
    ['half a title', '{"type":"subscribe_title","data":{"title_id":1.5}}', 'INVALID_MESSAGE'],
    ['data that are null', '{"type":"subscribe_title","data":null}', 'INVALID_MESSAGE'],
    [
      'unknown types of events',
      '{"type":"subscribe_updates","data":{"types":["all"]}}',
      'INVALID_MESSAGE',
    ],
    ['an id that is none', '{"type":"resume","data":{"last_event_id":"a b"}}', 'INVALID_MESSAGE'],
  ] as const) {
    it(`says ${code} to ${what}, and goes on`, () => {
      const { session, say, peer, errors } = createSessionWorld()

      session.message(text)
      say('ping')

      assert.deepEqual(errors(), [code])
      assert.equal(peer.heard.at(-1)?.type, 'pong')
      assert.deepEqual(peer.closed, [])
    })
  }

  it('counts messages in and out by their types, and made up ones as unknown', async () => {
    const { session, say, happen, meter } = createSessionWorld()

    say('ping')
    say('made_up')
    session.message(null)
    say('subscribe_title', { title_id: 'abc' })
    say('subscribe_updates')
    await happen(eventOf('a'))

    const counted = Object.entries(meter.numbers).filter(([name]) => name.startsWith('websocketM'))
    assert.deepEqual(Object.fromEntries(counted), {
      'websocketMessages in ping': 1,
      'websocketMessages out pong': 1,
      'websocketMessages in unknown': 2,
      'websocketMessages in subscribe_title': 1,
      'websocketMessages out error': 3,
      'websocketMessages in subscribe_updates': 1,
      'websocketMessages out subscribed': 1,
      'websocketMessages out new_episode': 1,
    })
  })

  it('tells nothing more once it is closed', async () => {
    const { session, say, happen, told } = createSessionWorld()
    say('subscribe_updates')

    session.closed()
    await happen(eventOf('a'))
    say('ping')

    assert.deepEqual(told(), [])
  })
})

describe('a session of a WebSocket that resumes', () => {
  it('tells what came after an event and is wanted, and goes on from there', async () => {
    const { happen, say, passes, told } = createSessionWorld()
    await happen(eventOf('a'), eventOf('b', { titleId: 1 }), eventOf('c'))

    say('subscribe_title', { title_id: 9542 })
    say('resume', { last_event_id: 'a' })
    await passes(100)
    await happen(eventOf('d'))

    assert.deepEqual(told(), ['c', 'd'])
  })

  it('takes what is wanted from the same breath, also if it is said later', async () => {
    const { happen, say, passes, told } = createSessionWorld()
    await happen(eventOf('a'), eventOf('b', { titleId: 1 }), eventOf('c'))

    say('resume', { last_event_id: 'a' })
    await happen(eventOf('d'))
    await passes(99)
    say('subscribe_title', { title_id: 9542 })
    await passes(99)
    say('subscribe_title', { title_id: 1 })
    await passes(100)
    await passes(100)

    assert.deepEqual(told(), ['b', 'c', 'd'])
  })

  it('says that it does not know an event, and tells what happens from now on', async () => {
    const { happen, say, passes, told, errors } = createSessionWorld()

    say('subscribe_updates')
    say('resume', { last_event_id: 'never' })
    await passes(100)
    await happen(eventOf('a'))

    assert.deepEqual(errors(), ['RESUME_UNKNOWN'])
    assert.deepEqual(told(), ['a'])
  })

  it('says nothing of an event that is not known to who has gone meanwhile', async () => {
    const { session, events, say, passes, peer } = createSessionWorld()
    const after = async () => {
      session.closed()
      return null
    }
    Object.assign(events, { after })

    say('resume', { last_event_id: 'never' })
    await passes(100)

    assert.deepEqual(peer.heard, [])
  })

  it('refuses to resume while it does', async () => {
    const { happen, say, errors } = createSessionWorld()
    await happen(eventOf('a'))

    say('resume', { last_event_id: 'a' })
    say('resume', { last_event_id: 'a' })

    assert.deepEqual(errors(), ['RESUMING'])
  })

  it('tells no more of what was missed than a reader takes', async () => {
    const { happen, say, passes, peer, told } = createSessionWorld()
    await happen(...Array.from({ length: 300 }, (_, index) => eventOf(`e${index}`)))
    say('subscribe_updates')
    say('resume', { last_event_id: 'e0' })

    peer.lags(262_145)
    await passes(100)
    const before = told().length
    peer.lags(0)
    await passes(100)

    assert.equal(before, 0)
    assert.equal(told().length, 299)
  })
})
