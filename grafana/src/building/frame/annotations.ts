import type { AnnotationQuery } from '@grafana/grafana-foundation-sdk/dashboard'
import { DataqueryBuilder } from '@grafana/grafana-foundation-sdk/prometheus'
import { repository } from '../links/links.ts'
import { prometheus } from '../queries/data-sources.ts'

const labels = 'job, version, runtime, runtime_version, environment'
const running = `count by (${labels}) (anilibria_service_info{job=~"$job"}`

/** What is marked on every graph. */
export const annotations: readonly AnnotationQuery[] = [
  annotation({
    name: 'Deploys',
    iconColor: 'blue',
    // What runs now, and did not five minutes ago.
    expr: `${running}) unless ${running} offset 5m)`,
    titleFormat: 'Version {{version}}',
    textFormat: '{{job}} on {{runtime}} {{runtime_version}}, {{environment}}',
    tagKeys: 'job,environment',
  }),
  annotation({
    name: 'Alerts',
    iconColor: 'red',
    expr: 'max by (alertname, severity, job) (ALERTS{alertstate="firing", alertname!="Watchdog"})',
    titleFormat: '{{alertname}}',
    textFormat: `{{severity}} of {{job}}: <a href="${repository}/alertmanager/runbooks/{{alertname}}.md" target="_blank">runbook</a>`,
    tagKeys: 'severity,job',
  }),
]

type Marks = Required<
  Pick<AnnotationQuery, 'name' | 'iconColor' | 'titleFormat' | 'textFormat' | 'tagKeys'>
>

function annotation({ expr, ...marks }: Marks & { readonly expr: string }): AnnotationQuery {
  return {
    ...marks,
    datasource: prometheus,
    enable: true,
    target: new DataqueryBuilder().refId('Anno').expr(expr).interval('60s').range().build(),
  }
}
