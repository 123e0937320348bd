import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { eventOf } from '../../contracts/event-log.ts'
import { createPushWorld } from '../../support/push-world.ts'
import { readXml, type XmlElement } from '../../support/read-xml.ts'

const path = '/api/anilibria/v2/feed.atom'

function createWorld() {
  const world = createPushWorld()
  const app = world.app()
  return {
    ...world,
    ask: async (query = '', headers: Readonly<Record<string, string>> = {}) =>
      app.request(path + query, { headers }, { peer: '192.0.2.1' }),
  }
}

async function feedIn(response: Response): Promise<XmlElement> {
  return readXml(await response.text())
}

const frieren = {
  title: 'Провожающая в последний путь Фрирен',
  episode: 28,
  episode_name: 'It would be <embarrassing> & "odd"\r\nwhen we met\u0000again',
}

describe('GET /feed.atom', () => {
  it('is a valid feed before anything has happened', async () => {
    const response = await createWorld().ask()

    assert.equal(response.status, 200)
    assert.equal(response.headers.get('Content-Type'), 'application/atom+xml')
    assert.equal(response.headers.get('Last-Modified'), null)
    const feed = await feedIn(response)
    assert.equal(feed.name, 'feed')
    assert.equal(feed.attributes.xmlns, 'http://www.w3.org/2005/Atom')
    assert.deepEqual(
      feed.children.map(({ name }) => name),
      ['id', 'title', 'updated', 'author', 'link'],
    )
    assert.equal(feed.child('updated').text, '1970-01-01T00:00:00.000Z')
    assert.deepEqual(feed.child('link').attributes, {
      rel: 'self',
      type: 'application/atom+xml',
      href: path,
    })
  })

  it('tells events, the newest first, with all that an entry must have', async () => {
    const { ask, happen } = createWorld()
    await happen(eventOf('a', { foundAt: 1_000 }))
    await happen(eventOf('b', { foundAt: Date.UTC(2026, 0, 2), data: frieren }))

    const feed = await feedIn(await ask())

    assert.equal(feed.child('updated').text, '2026-01-02T00:00:00.000Z')
    const entries = feed.children.filter(({ name }) => name === 'entry')
    assert.equal(entries.length, 2)
    const entry = entries[0] as XmlElement
    assert.match(
      entry.child('id').text,
      /^urn:uuid:[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/,
    )
    assert.equal(entry.child('title').text, `${frieren.title}: episode 28`)
    assert.equal(entry.child('updated').text, '2026-01-02T00:00:00.000Z')
    assert.equal(entry.child('category').attributes.term, 'new_episode')
    assert.equal(entry.child('link').attributes.href, '/api/anilibria/v2/titles/9542')
  })

  it('spells every text so that it is read as it was, but for what XML cannot hold', async () => {
    const { ask, happen } = createWorld()
    await happen(eventOf('a', { data: frieren }))

    const feed = await feedIn(await ask())

    const name = 'It would be <embarrassing> & "odd"\r\nwhen we met\u{FFFD}again'
    assert.equal(feed.child('entry').child('content').text, `${frieren.title}: episode 28: ${name}`)
  })

  it('says what happened, whatever it is', async () => {
    const { ask, happen } = createWorld()
    const title = 'Frieren'
    await happen(
      eventOf('a', { type: 'new_title', data: { title } }),
      eventOf('b', { type: 'status_change', data: { title, new_status: 'completed' } }),
      eventOf('c', { type: 'episode_updated', data: { title, episode: 1.5, quality: 'fhd' } }),
    )

    const feed = await feedIn(await ask())

    const entries = feed.children.filter(({ name }) => name === 'entry')
    assert.deepEqual(
      entries.map((entry) => entry.child('title').text),
      ['Frieren: episode 1.5 in fhd', 'Frieren: status completed', 'Frieren: new title'],
    )
  })

  it('has the same ids each time, and others for others', async () => {
    const { ask, happen } = createWorld()
    await happen(eventOf('a'), eventOf('b'))
    const idsIn = async (query: string) => {
      const feed = await feedIn(await ask(query))
      return [feed, ...feed.children.filter(({ name }) => name === 'entry')].map(
        (element) => element.child('id').text,
      )
    }

    const [all, again, title] = [await idsIn(''), await idsIn(''), await idsIn('?title_id=9542')]

    assert.equal(new Set(all).size, 3)
    assert.deepEqual(again, all)
    assert.notEqual(title[0], all[0])
    assert.deepEqual(title.slice(1), all.slice(1))
  })

  it('tells of one title if asked to, and then calls itself so', async () => {
    const { ask, happen } = createWorld()
    await happen(eventOf('a', { titleId: 1 }), eventOf('b', { titleId: 2, data: frieren }))

    const feed = await feedIn(await ask('?title_id=2'))

    assert.equal(feed.child('title').text, `AniLibria: ${frieren.title}`)
    assert.equal(feed.child('link').attributes.href, `${path}?title_id=2`)
    assert.equal(feed.children.filter(({ name }) => name === 'entry').length, 1)
  })

  it('tells the newest fifty', async () => {
    const { ask, happen } = createWorld()
    await happen(...Array.from({ length: 60 }, (_, index) => eventOf(`e${index}`)))

    const feed = await feedIn(await ask())

    assert.equal(feed.children.filter(({ name }) => name === 'entry').length, 50)
  })

  it('answers 304 to who has it, until something happens', async () => {
    const { ask, happen } = createWorld()
    await happen(eventOf('a', { foundAt: Date.UTC(2026, 0, 1) + 500 }))
    const first = await ask()
    const tag = { 'If-None-Match': first.headers.get('ETag') ?? '' }
    const date = { 'If-Modified-Since': first.headers.get('Last-Modified') ?? '' }
    const older = { 'If-Modified-Since': new Date(Date.UTC(2026, 0, 1) - 1000).toUTCString() }
    const statuses = async () =>
      Promise.all(
        [tag, date, older, { ...tag, ...older }].map(async (sent) => (await ask('', sent)).status),
      )

    const before = await statuses()
    await happen(eventOf('b', { foundAt: Date.UTC(2026, 0, 2) }))
    const after = await statuses()

    assert.equal(first.headers.get('Last-Modified'), 'Thu, 01 Jan 2026 00:00:00 GMT')
    assert.deepEqual(before, [304, 304, 200, 304])
    assert.deepEqual(after, [200, 200, 200, 200])
  })

  it('takes an ETag for more than a date, and no date for none', async () => {
    const { ask, happen } = createWorld()
    await happen(eventOf('a'))
    const later = new Date(Date.UTC(2030, 0, 1)).toUTCString()

    const responses = await Promise.all([
      ask('', { 'If-None-Match': '"another"', 'If-Modified-Since': later }),
      ask('', { 'If-Modified-Since': 'yesterday' }),
    ])

    assert.deepEqual(
      responses.map(({ status }) => status),
      [200, 200],
    )
  })

  it('says what is wrong with a query', async () => {
    const response = await createWorld().ask('?title_id=abc')

    assert.equal(response.status, 400)
  })
})
