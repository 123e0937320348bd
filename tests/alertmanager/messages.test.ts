import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { missing } from '../servers/missing.ts'
import { createTemporaryFolders } from '../support/temporary-folders.ts'
import { run } from './run.ts'

const firing = {
  status: 'firing',
  labels: { alertname: 'ServiceDown', job: 'anilibria-service', instance: 'a:8000' },
  annotations: {
    summary: 'A replica of the AniLibria service is down.',
    description: 'a:8000 has been unreachable.',
    runbook_url: 'https://example.org/ServiceDown.md',
  },
  startsAt: '2026-11-22T10:00:00+03:00',
  endsAt: '0001-01-01T00:00:00Z',
  generatorURL: 'http://prometheus:9090/graph?g0.expr=up+%3D%3D+0',
}
const resolved = {
  ...firing,
  status: 'resolved',
  labels: { ...firing.labels, instance: 'b:8000' },
  annotations: { ...firing.annotations, description: 'b:8000 has been unreachable.' },
  endsAt: '2026-11-22T11:30:00+03:00',
}
const commonLabels = {
  alertname: 'ServiceDown',
  job: 'anilibria-service',
  severity: 'critical',
}

for (const amtool of ['amtool25', 'amtool34'] as const) {
  describe(`messages, by ${amtool}`, { skip: missing(amtool) }, () => {
    const folders = createTemporaryFolders()
    after(() => folders.removeAll())

    async function render(template: 'title' | 'text', data: object): Promise<string> {
      const file = join(folders.make(), 'data.json')
      writeFileSync(file, JSON.stringify({ groupLabels: {}, commonAnnotations: {}, ...data }))
      return run(
        amtool,
        'template',
        'render',
        '--template.glob=alertmanager/templates/*.tmpl',
        `--template.text={{ template "anilibria.${template}" . }}`,
        `--template.data=${file}`,
      )
    }

    it('say in their title how many fire, of what, where, and how bad that is', async () => {
      const alerts = [firing, firing, resolved]

      assert.equal(
        await render('title', { status: 'firing', alerts, commonLabels }),
        '[FIRING:2] ServiceDown anilibria-service (critical)',
      )
    })

    it('say in their title that it is over', async () => {
      assert.equal(
        await render('title', { status: 'resolved', alerts: [resolved], commonLabels }),
        '[RESOLVED] ServiceDown anilibria-service (critical)',
      )
    })

    it('have a title without what the alerts of a group do not share', async () => {
      assert.equal(
        await render('title', {
          status: 'firing',
          alerts: [firing],
          commonLabels: { alertname: 'Watchdog' },
        }),
        '[FIRING:1] Watchdog',
      )
    })

    it('tell what fires, since when, and where to read on; then what is over', async () => {
      const alerts = [resolved, firing]

      assert.equal(
        await render('text', { status: 'firing', alerts, commonLabels }),
        [
          'A replica of the AniLibria service is down.',
          'a:8000 has been unreachable.',
          'Runbook: https://example.org/ServiceDown.md',
          'Query: http://prometheus:9090/graph?g0.expr=up+%3D%3D+0',
          'Since 2026-11-22 07:00 UTC',
          '',
          'Over: A replica of the AniLibria service is down.',
          'b:8000 has been unreachable.',
          'Runbook: https://example.org/ServiceDown.md',
          'Query: http://prometheus:9090/graph?g0.expr=up+%3D%3D+0',
          'From 2026-11-22 07:00 to 2026-11-22 08:30 UTC',
          '',
          '',
        ].join('\n'),
      )
    })

    it('leave out what an alert does not have', async () => {
      const bare = { ...firing, annotations: { summary: 'Bare.' }, generatorURL: '' }

      assert.equal(
        await render('text', { status: 'firing', alerts: [bare], commonLabels }),
        'Bare.\nSince 2026-11-22 07:00 UTC\n\n',
      )
    })
  })
}
