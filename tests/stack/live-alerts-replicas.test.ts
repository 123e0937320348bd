import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { mutedIn } from '../alertmanager/alertmanager-api.ts'
import { waitFor } from '../otel/wait-for.ts'
import { missing } from '../servers/missing.ts'
import { startWatched, type Watched, watching } from './live-alerts.ts'

describe('replicas that die', { skip: missing(...watching) }, () => {
  let watched: Watched
  before(async () => {
    watched = await startWatched()
  })
  after(() => watched?.end())

  async function muted(): Promise<readonly string[]> {
    const all = await mutedIn(watched.alerting.alertmanager.url)
    return all.map(({ alertname, job }) => `${alertname} ${job}`)
  }

  it('do not mute, one of two, that requests to the other fail', async () => {
    const { replicas, world, told, news } = watched
    const calm = news().length
    replicas[0].program.signal('SIGKILL')
    await told('[FIRING:1] ServiceDown anilibria-service', calm)
    const before = news().length
    world.upstream.pull({ fault: 'down' })
    const { text } = await told('[FIRING:1] HighErrorRate anilibria-service (critical)', before)

    // It follows from the same, and is on its way meanwhile.
    await told('[FIRING:1] AnilibriaAPIDown anilibria-service (critical)', before)

    assert.match(text, /^[\d.]+% of requests to anilibria-service failed/m)
    assert.ok(!(await muted()).includes('HighErrorRate anilibria-service'))
  })

  it('mute, all of them, what else is to be told of the service', async () => {
    const { replicas, told, news } = watched
    const before = news().length
    replicas[1].program.signal('SIGKILL')
    await told('[FIRING:1] AllReplicasDown anilibria-service (critical)', before)
    await waitFor('what is muted', async () => {
      const all = await muted()
      const lesser = ['HighErrorRate anilibria-service', 'ProbeFailing probe-live']
      return lesser.every((one) => all.includes(one)) || undefined
    })
    await told('[FIRING:2] ServiceDown anilibria-service', before)

    const others = news()
      .slice(before)
      .filter(({ title }) => /^\[FIRING:\d+\] (?!ServiceDown |AllReplicasDown )/.test(title))
    assert.deepEqual(others, [])
  })
})
