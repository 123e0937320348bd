import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { until } from '../runtimes/until.ts'
import { missing } from '../servers/missing.ts'
import { type Alerting, startAlerting } from './alerting.ts'

for (const program of ['alertmanager25', 'alertmanager31'] as const) {
  describe(`${program} with our configuration`, { skip: missing(program) }, () => {
    let alerting: Alerting
    before(async () => {
      alerting = await startAlerting({
        program,
        set: { 'route.group_wait': '0s', 'route.routes.1.group_wait': '0s' },
      })
    })
    after(() => alerting?.stop())

    async function fire(labels: Readonly<Record<string, string>>): Promise<void> {
      const annotations = { summary: 'It is down …', description: 'a:8000 does not answer.' }
      const response = await fetch(`${alerting.alertmanager.url}/api/v2/alerts`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify([{ labels, annotations }]),
      })
      assert.equal(response.status, 200)
    }

    it('tells Slack and, by mail, people what is critical', async () => {
      const { slack, smtp } = alerting
      await fire({ alertname: 'ServiceDown', job: 'anilibria-service', severity: 'critical' })
      await until(() => slack.received.length > 0 && smtp.mails.length > 0)

      const [attachment] = slack.received[0]?.attachments ?? []
      assert.match(attachment?.title ?? '', /^\[FIRING:1\] ServiceDown/)
      assert.match(attachment?.text ?? '', /It is down …\na:8000 does not answer\./)
      assert.equal(smtp.mails[0]?.subject, attachment?.title)
      assert.match(smtp.mails[0]?.text ?? '', /It is down …\na:8000 does not answer\./)
      assert.deepEqual(smtp.senders[0], ['alerts@anime-site.com', 'only for these tests'])
    })

    it('tells the dead man alone that it lives', async () => {
      const { slack, deadMan } = alerting
      const before = slack.received.length
      await fire({ alertname: 'Watchdog', severity: 'none' })
      await until(() => deadMan.received.length > 0)

      assert.equal(slack.received.length, before)
    })
  })
}
