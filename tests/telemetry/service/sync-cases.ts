import assert from 'node:assert/strict'
import { until } from '../../runtimes/until.ts'
import { type MetricCase, title } from './metric-case.ts'
import { withRefusal } from './troubles.ts'

const source = 'anilibria_api'
const id = 10126

/** What moves because titles are brought up to date, and because jobs are done. */
export const syncCases: readonly MetricCase[] = [
  {
    metric: 'titlesSynced',
    it: 'counts titles that were brought up to date, changed or not',
    async run({ sync, shown }) {
      assert.deepEqual([await sync(9000), await sync(9000), await sync(424242)], [200, 200, 404])

      assert.equal(await shown('titlesSynced', { source }), 2)
    },
  },
  {
    metric: 'episodesProcessed',
    it: 'counts the episodes of a title that was written, by what became of them',
    async run({ api, shown, sync, upstream }) {
      const processed = (action: string) => shown('episodesProcessed', { action })
      const { data } = (await (await api(`/titles/${id}`)).json()) as {
        data: { episodes: { list: readonly { id: string }[] } }
      }
      const { length } = data.episodes.list
      assert.deepEqual([await processed('created'), await processed('updated')], [length, 0])
      const { id: episode_id } = upstream.publishEpisode({ title_id: id, qualities: ['480'] })
      await sync(id)
      upstream.publishQuality({ episode_id, quality: '1080' })
      await sync(id)
      await sync(id)

      assert.deepEqual([await processed('created'), await processed('updated')], [length + 1, 1])
      assert.equal(await processed('unchanged'), 2 * length)
    },
  },
  {
    metric: 'eventsRecorded',
    it: 'counts what happened to a title that was stored',
    async run({ api, shown, sync, upstream }) {
      await api(`/titles/${id}`)
      assert.equal(await shown('eventsRecorded'), 0)
      const { id: episode_id } = upstream.publishEpisode({ title_id: id, qualities: ['480'] })
      await sync(id)
      upstream.publishQuality({ episode_id, quality: '720' })
      upstream.publishStatus({ title_id: id, is_ongoing: false })
      await sync(id)

      for (const type of ['new_episode', 'episode_updated', 'status_change']) {
        assert.equal(await shown('eventsRecorded', { type }), 1)
      }
      assert.equal(await shown('eventsRecorded'), 3)
    },
  },
  {
    metric: 'eventsRecorded',
    it: 'counts a title that the catalogue did not list when it was first seen',
    before: async ({ syncStatus }) => {
      const now = Date.now()
      await syncStatus.write('watch', { since: now, walkedAt: now })
      await syncStatus.write('watch-listed', { '1': 0 })
    },
    async run({ api, shown }) {
      await api(title)

      assert.equal(await shown('eventsRecorded', { type: 'new_title' }), 1)
    },
  },
  {
    metric: 'jobs',
    it: 'counts jobs that are done, periodic ones too',
    async run({ sync, shown }) {
      const completed = (kind: string) => shown('jobs', { kind, result: 'completed' })
      await sync(9000)
      await sync(424242)

      assert.equal(await completed('sync-title'), 2)
      for (const kind of ['clean-up', 'tell-webhooks']) {
        await until(async () => (await completed(kind)) === 1)
      }
      assert.equal(await shown('jobs', { result: 'failed' }), 0)
    },
  },
  {
    metric: 'jobs',
    it: 'counts tries that fail and are made again',
    async run({ sync, shown, upstream }) {
      // Takes some seconds: AniLibria is asked three times before the try has failed.
      upstream.pull({ fault: 'down' })
      const synced = sync(9000)
      await until(async () => (await shown('jobs', { result: 'retried' })) === 1)
      upstream.reset()

      assert.equal(await synced, 200)
      assert.equal(await shown('jobs', { kind: 'sync-title', result: 'retried' }), 1)
      assert.equal(await shown('jobs', { kind: 'sync-title', result: 'completed' }), 1)
      for (const component of ['title_sync', 'jobs']) {
        assert.equal(await shown('errors', { component, error_type: 'unavailable' }), 1)
      }
    },
  },
  {
    metric: 'jobs',
    it: 'counts jobs that are given up',
    async run({ sync, shown }) {
      await withRefusal(async () => {
        assert.equal(await sync(9000), 503)
      })

      assert.equal(await shown('jobs', { kind: 'sync-title', result: 'failed' }), 1)
      assert.equal(await shown('jobs', { kind: 'sync-title', result: 'retried' }), 0)
    },
  },
]
