import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { startAlertmanager } from '../servers/alertmanager.ts'
import { missing } from '../servers/missing.ts'
import { type Labels, mutedIn, tellAlerts } from './alertmanager-api.ts'
import { alerts } from './rules.ts'

const job = 'anilibria-service'
const critical = (alertname: string, more: Labels = {}): Labels => ({
  alertname,
  job,
  severity: 'critical',
  ...more,
})
const warning = (alertname: string, more: Labels = {}): Labels => ({
  alertname,
  job,
  severity: 'warning',
  ...more,
})
/** Every alert of the service alone. */
const ofTheService = alerts
  .filter(({ expr }) => expr.includes('anilibria_'))
  .map(({ alert, labels }): Labels => ({ alertname: alert, job, ...labels }))

interface Scenario {
  readonly title: string
  readonly told: readonly Labels[]
  readonly muted: readonly Labels[]
}

const scenarios: readonly Scenario[] = [
  {
    title: 'a service of which every replica is down mutes all its lesser alerts, and no others',
    told: [
      critical('AllReplicasDown'),
      critical('ServiceDown', { instance: 'a' }),
      critical('ServiceDown', { instance: 'b' }),
      critical('HighErrorRate', { job: 'another-service' }),
    ],
    muted: [...ofTheService, critical('ProbeFailing', { job: 'probe-live' })],
  },
  {
    title: 'one replica of two that is down mutes nothing',
    told: [critical('ServiceDown', { instance: 'a' }), ...ofTheService.filter(isWorst)],
    muted: [],
  },
  {
    title: 'a budget that burns very fast mutes that it burns fast, and not the other budget',
    told: [
      critical('ErrorBudgetBurn', { long: '1h', short: '5m' }),
      warning('LatencyBudgetBurn', { long: '1d', short: '2h' }),
    ],
    muted: [warning('ErrorBudgetBurn', { long: '1d', short: '2h' })],
  },
  {
    title: 'a service that does not answer mutes that it is not healthy',
    told: [critical('ProbeFailing', { job: 'probe-live', instance: '/health/live' })],
    muted: [warning('ProbeFailing', { job: 'probe-health', instance: '/health' })],
  },
  {
    title: 'AniLibria being away mutes what follows from it, and not that requests fail',
    told: [
      critical('AnilibriaAPIDown'),
      critical('HighErrorRate'),
      critical('LatencyBudgetBurn', { long: '1h', short: '5m' }),
      warning('DatabaseConnectionIssues', { instance: 'a' }),
    ],
    muted: [
      warning('HighResponseTime'),
      warning('LowCacheHitRate'),
      warning('JobsFailing', { kind: 'poll-updates' }),
    ],
  },
  {
    title: 'a collector that is gone mutes that the service loses spans, and Jaeger does not',
    told: [warning('TargetVanished', { job: 'otel-collector' }), warning('LogLinesDropped')],
    muted: [warning('SpansLost')],
  },
  {
    title: 'Jaeger being gone does not mute that the service loses spans',
    told: [warning('TargetVanished', { job: 'jaeger' }), warning('SpansLost')],
    muted: [],
  },
]

/** What no other alert of the service mutes. */
function isWorst({ severity, alertname }: Labels): boolean {
  return severity === 'critical' && alertname !== 'AnilibriaAPIDown'
}

for (const program of ['alertmanager25', 'alertmanager31'] as const) {
  // Each starts an Alertmanager of its own, for some 100 ms.
  describe(`inhibition, by ${program}`, { skip: missing(program) }, () => {
    for (const { title, told, muted } of scenarios) {
      it(title, async () => {
        const server = await startAlertmanager({
          program,
          config: 'alertmanager/alertmanager.yaml',
        })
        try {
          await tellAlerts(server.url, [...told, ...muted])

          assert.deepEqual(sorted(await mutedIn(server.url)), sorted(muted))
        } finally {
          await server.stop()
        }
      })
    }
  })
}

function sorted(all: readonly Labels[]): readonly string[] {
  return all.map((labels) => JSON.stringify(Object.entries(labels).sort())).sort()
}
