import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { until } from '../runtimes/until.ts'
import { missing } from '../servers/missing.ts'
import { startWatched, type Watched, watching } from './live-alerts.ts'

/** As long as a dead man's switch waits: five minutes, in a hurry. */
const patienceMs = 5000

describe('the dead man', { skip: missing(...watching) }, () => {
  let watched: Watched
  before(async () => {
    watched = await startWatched()
  })
  after(() => watched?.end())

  const heartbeats = () => watched.alerting.deadMan.received.length

  /** Whether nothing is heard for longer than the switch waits, within this time. */
  async function fallsSilent(withinMs: number): Promise<boolean> {
    let known = heartbeats()
    let heardAt = Date.now()
    for (const end = Date.now() + withinMs; Date.now() < end; await setTimeout(20)) {
      if (heartbeats() > known) heardAt = Date.now()
      known = heartbeats()
      if (Date.now() - heardAt > patienceMs) return true
    }
    return false
  }

  it('hears that alerting works as long as Prometheus runs', async () => {
    await until(() => heartbeats() > 0)

    assert.equal(await fallsSilent(2 * patienceMs), false)
  })

  it('notices that Prometheus has stopped', async () => {
    await watched.prometheus.kill()

    assert.equal(await fallsSilent(4 * patienceMs), true)
  })

  it('hears of it again once it runs again', async () => {
    const before = heartbeats()
    await watched.prometheus.restart()

    await until(() => heartbeats() > before)
  })
})
