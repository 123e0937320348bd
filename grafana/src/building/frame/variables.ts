import {
  type VariableModel,
  VariableRefresh,
  VariableSort,
  VariableType,
} from '@grafana/grafana-foundation-sdk/dashboard'
import { prometheus } from '../queries/data-sources.ts'

/** What can be chosen above each dashboard. */
export const variables: readonly VariableModel[] = [
  {
    type: VariableType.Datasource,
    name: 'datasource',
    label: 'Data source',
    query: 'prometheus',
    current: { text: 'Prometheus', value: 'prometheus' },
  },
  chosenFrom('job', 'Job', 'label_values(anilibria_service_info, job)'),
  chosenFrom('instance', 'Instance', 'label_values(anilibria_service_info{job=~"$job"}, instance)'),
]

function chosenFrom(name: string, label: string, query: string): VariableModel {
  return {
    type: VariableType.Query,
    name,
    label,
    datasource: prometheus,
    query,
    definition: query,
    refresh: VariableRefresh.OnTimeRangeChanged,
    sort: VariableSort.NaturalAsc,
    multi: true,
    includeAll: true,
    allValue: '.+',
    current: { text: 'All', value: '$__all' },
  }
}
