import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { until } from '../runtimes/until.ts'
import { missing } from '../servers/missing.ts'
import { startWatched, type Watched, watching } from './live-alerts.ts'

const runbook =
  'https://github.com/anilibria/anilibria-service/blob/main/alertmanager/runbooks/AnilibriaAPIDown.md'

// A breaker stays open for 30 s, in a hurry or not.
describe('AniLibria broken', { skip: missing(...watching) }, () => {
  let watched: Watched
  before(async () => {
    watched = await startWatched()
  })
  after(() => watched?.end())

  async function mailed(title: string): Promise<string> {
    const { mails } = watched.alerting.smtp
    const find = () => mails.find(({ subject }) => subject.startsWith(title))
    await until(() => find() !== undefined)
    return find()?.text ?? ''
  }

  it('is told to Slack and by mail, in words and with the way to the runbook', async () => {
    watched.world.upstream.pull({ fault: 'down' })
    const title = '[FIRING:1] AnilibriaAPIDown anilibria-service (critical)'
    const { text, color } = await watched.told(title)

    assert.equal(color, 'danger')
    assert.match(text, /^The AniLibria API is experiencing issues\.$/m)
    assert.match(text, /^([\d.]+% of|All) questions of anilibria-service to AniLibria fail/m)
    assert.ok(text.includes(`\nRunbook: ${runbook}\n`), text)
    assert.match(text, /^Since \d{4}-\d\d-\d\d \d\d:\d\d UTC$/m)
    assert.equal((await mailed(title)).trim(), text.trim())
  })

  it('is told to be over, to both, once AniLibria is back', async () => {
    watched.world.upstream.reset()
    const title = '[RESOLVED] AnilibriaAPIDown anilibria-service (critical)'
    const { text, color } = await watched.told(title)

    assert.equal(color, 'good')
    assert.match(text, /^Over: The AniLibria API is experiencing issues\.$/m)
    assert.ok(text.includes(`\nRunbook: ${runbook}\n`), text)
    assert.equal((await mailed(title)).trim(), text.trim())
  })
})
