import type { Builder } from '@grafana/grafana-foundation-sdk/cog'
import { type DashboardLink, DashboardLinkType } from '@grafana/grafana-foundation-sdk/dashboard'

/** What all our dashboards carry, so that each lists the others. */
export const tag = 'anilibria'

/** Where the files of this repository are read. */
export const repository = 'https://github.com/anilibria/anilibria-service/blob/main'

/** Leads to another place, with the same time and the same replicas if that is a dashboard. */
export function link(title: string, url: string): DashboardLink {
  const isOurs = url.startsWith('/d/')
  return {
    title,
    type: DashboardLinkType.Link,
    icon: 'external link',
    tooltip: '',
    url,
    tags: [],
    asDropdown: false,
    targetBlank: !isOurs,
    includeVars: isOurs,
    keepTime: isOurs,
  }
}

/** Leads to what to do about an alert. */
export function runbook(alert: string): DashboardLink {
  return link(`Runbook: ${alert}`, `${repository}/alertmanager/runbooks/${alert}.md`)
}

/** Leads to each of our dashboards. */
export const otherDashboards: DashboardLink = {
  ...link('AniLibria', ''),
  type: DashboardLinkType.Dashboards,
  icon: '',
  tags: [tag],
  asDropdown: true,
  targetBlank: false,
  includeVars: true,
  keepTime: true,
}

/** What a panel's builder takes. */
export function built(link: DashboardLink): Builder<DashboardLink> {
  return { build: () => link }
}
