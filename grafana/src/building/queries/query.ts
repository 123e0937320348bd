import {
  DataqueryBuilder,
  PromQueryFormat,
  QueryEditorMode,
} from '@grafana/grafana-foundation-sdk/prometheus'
import { prometheus } from './data-sources.ts'

/** What a panel asks of Prometheus. */
export interface Query {
  readonly expr: string
  /** What its lines are called: `{{method}} {{endpoint}}`. */
  readonly legend: string
  /** Whether dots lead from its lines to traces; for histograms of requests only. */
  readonly exemplars?: boolean
}

/** Asks for what was, from the left of a graph to its right. */
export function rangeQuery({ expr, legend, exemplars = false }: Query, index: number) {
  return queryOf(expr, legend, index).range().exemplar(exemplars)
}

/** Asks for what is at the end of the time that is shown. */
export function instantQuery({ expr, legend }: Query, index: number) {
  return queryOf(expr, legend, index).instant()
}

/** Asks for the same as rows of a table, one for each series. */
export function rowsQuery({ expr, legend }: Query, index: number) {
  return queryOf(expr, legend, index).instant().format(PromQueryFormat.Table)
}

function queryOf(expr: string, legend: string, index: number): DataqueryBuilder {
  return new DataqueryBuilder()
    .refId(String.fromCharCode(65 + index))
    .datasource(prometheus)
    .editorMode(QueryEditorMode.Code)
    .expr(expr.replaceAll(/\s+/g, ' ').trim())
    .legendFormat(legend)
}
