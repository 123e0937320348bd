import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { parse } from 'yaml'
import { missing } from '../servers/missing.ts'
import { alerts, titleOf } from './rules.ts'
import { run } from './run.ts'

const file = 'alertmanager/alertmanager.yaml'
const config = parse(readFileSync(file, 'utf8'))

const receivers: Readonly<Record<string, string>> = {
  critical: 'slack-and-email',
  warning: 'slack',
  none: 'dead-man',
}

for (const amtool of ['amtool25', 'amtool34'] as const) {
  describe(`who is told, by ${amtool}`, { skip: missing(amtool) }, () => {
    async function receiverOf(labels: Readonly<Record<string, string>>): Promise<string> {
      const said = Object.entries(labels).map(([label, value]) => `${label}=${value}`)
      return (
        await run(amtool, 'config', 'routes', 'test', `--config.file=${file}`, ...said)
      ).trim()
    }

    it('is read without a complaint', async () => {
      assert.match(await run(amtool, 'check-config', file), /SUCCESS/)
    })

    for (const rule of alerts) {
      const { alert, labels } = rule
      const receiver = receivers[labels.severity ?? ''] ?? ''

      it(`of ${titleOf(rule)} is ${receiver}`, async () => {
        const told = await receiverOf({ alertname: alert, job: 'anilibria-service', ...labels })

        assert.equal(told, receiver)
      })
    }

    it('of an alert that says nothing of its severity, or something new, is slack at any hour', async () => {
      assert.equal(await receiverOf({ alertname: 'Unforeseen' }), 'slack')
      assert.equal(await receiverOf({ alertname: 'Unforeseen', severity: 'info' }), 'slack')
    })
  })
}

describe('who is told', () => {
  it('of a warning hears of it in working hours, and of anything else at any hour', () => {
    const routes: { matchers: string[]; active_time_intervals?: string[] }[] = config.route.routes

    const timed = routes.filter(({ active_time_intervals }) => active_time_intervals !== undefined)

    assert.deepEqual(
      timed.map(({ matchers, active_time_intervals }) => ({ matchers, active_time_intervals })),
      [{ matchers: ['severity="warning"'], active_time_intervals: ['working-hours'] }],
    )
  })

  it('hears of the end, too, except who waits for silence', () => {
    for (const {
      name,
      slack_configs = [],
      email_configs = [],
      webhook_configs = [],
    } of config.receivers) {
      for (const { send_resolved } of [...slack_configs, ...email_configs, ...webhook_configs]) {
        assert.equal(send_resolved, name !== 'dead-man')
      }
    }
  })

  it('is found by secrets in files', () => {
    assert.match(config.global.slack_api_url_file, /^\/etc\/alertmanager\/secrets\//)
    assert.match(config.global.smtp_auth_password_file, /^\/etc\/alertmanager\/secrets\//)
    assert.doesNotMatch(readFileSync(file, 'utf8'), /hooks\.slack\.com|password:|api_url:/)
  })

  it('when everything is silent is outside, and not this service', () => {
    const { webhook_configs } = config.receivers.find(
      ({ name }: { name: string }) => name === 'dead-man',
    )

    assert.match(new URL(webhook_configs[0].url).hostname, /^[\w-]+(\.[\w-]+)+$/)
  })
})
