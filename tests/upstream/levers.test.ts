import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Episode } from '../support/upstream/episode.ts'
import { type OpenedUpstream, openedUpstream } from './opened-upstream.ts'

async function statuses(upstream: OpenedUpstream, count: number): Promise<number[]> {
  const seen: number[] = []
  while (seen.length < count) seen.push((await upstream.ask('/anime/genres')).status)
  return seen
}

describe('a lever', () => {
  it('with times lets go after so many requests', async (t) => {
    const upstream = await openedUpstream(t)

    upstream.pull({ fault: '5xx', times: 2 })

    assert.deepEqual(await statuses(upstream, 4), [503, 503, 200, 200])
  })

  it('with share 0.25 falls on every fourth request', async (t) => {
    const upstream = await openedUpstream(t)

    upstream.pull({ fault: '5xx', share: 0.25 })

    assert.deepEqual(await statuses(upstream, 8), [200, 200, 200, 503, 200, 200, 200, 503])
  })

  it('with path spares all other paths', async (t) => {
    const { ask, pull } = await openedUpstream(t)

    pull({ fault: '5xx', path: '/anime/releases' })

    assert.equal((await ask('/anime/genres')).status, 200)
    assert.equal((await ask('/anime/releases/9000')).status, 503)
  })

  it('with country moves the caller, in status and playlists', async (t) => {
    const { ask, pull } = await openedUpstream(t)

    pull({ country: 'RU' })

    const status = await ask<{ request: { iso_code: string; country: string } }>('/app/status')
    const release = await ask<{ episodes: Episode[] }>('/anime/releases/9000')
    assert.deepEqual([status.body.request.iso_code, status.body.request.country], ['RU', 'Russia'])
    assert.match(release.body.episodes[0]?.hls_480 ?? '', /countryIso=RU/)
  })

  it('with country alone leaves the fault', async (t) => {
    const upstream = await openedUpstream(t)
    upstream.pull({ fault: '5xx' })

    upstream.pull({ country: 'RU' })

    assert.deepEqual(await statuses(upstream, 1), [503])
  })

  it('replaces the one before it with all its options', async (t) => {
    const upstream = await openedUpstream(t)
    upstream.pull({ fault: '5xx', status: 502, path: '/app' })

    upstream.pull({ fault: '5xx' })

    assert.deepEqual(await statuses(upstream, 1), [503])
  })
})

describe('/levers', () => {
  it('are pulled, read and reset over HTTP', async (t) => {
    const { send } = await openedUpstream(t)

    const pulled = await send('POST', '/levers', { fault: '429', retry_after: 5, country: 'RU' })
    const read = await send<object>('GET', '/levers')
    const reset = await send('DELETE', '/levers')

    assert.deepEqual(pulled.body, { fault: '429', retry_after: 5, country: 'RU' })
    assert.deepEqual(
      { ...read.body, faults: {} },
      { fault: '429', retry_after: 5, country: 'RU', faults: {} },
    )
    assert.deepEqual(reset.body, { fault: 'none', country: 'GE' })
  })

  const mistakes = [
    [{ fault: 'broken' }, /"down"\|"slow"\|"hang"/],
    [{ fault: 'slow', delay: 5 }, /"delay".*\nKnown words: fault, times, share, path, delay_ms/],
    [{ fault: '429', retry_after: 'soon' }, /expected seconds, or an HTTP date/],
    [{ times: 3 }, /expected a fault beside the other words/],
    [{ country: 'Georgia' }, /two capital letters/],
    [{ fault: '5xx', status: 404 }, />=500/],
    ['down', /expected object/],
  ] as const
  for (const [sent, told] of mistakes) {
    it(`answer ${JSON.stringify(sent)} with what would be right`, async (t) => {
      const { send } = await openedUpstream(t)

      const { status, body } = await send<{ message: string }>('POST', '/levers', sent)

      assert.equal(status, 400)
      assert.match(body.message, told)
    })
  }
})
