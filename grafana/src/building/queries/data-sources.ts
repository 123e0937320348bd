import type { DataSourceRef } from '@grafana/grafana-foundation-sdk/common'

/** The Prometheus that was chosen above a dashboard. */
export const prometheus: DataSourceRef = { type: 'prometheus', uid: '$datasource' }

/** As `provisioning/datasources` calls them. */
export const jaeger: DataSourceRef = { type: 'jaeger', uid: 'jaeger' }
export const elasticsearch: DataSourceRef = { type: 'elasticsearch', uid: 'elasticsearch' }
