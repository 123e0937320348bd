import type * as common from '@grafana/grafana-foundation-sdk/common'
import type * as sdk from '@grafana/grafana-foundation-sdk/dashboard'
import type * as prometheus from '@grafana/grafana-foundation-sdk/prometheus'
import type * as stat from '@grafana/grafana-foundation-sdk/stat'
import type * as table from '@grafana/grafana-foundation-sdk/table'
import type * as timeseries from '@grafana/grafana-foundation-sdk/timeseries'

/** A type of Grafana's SDK as JSON has it: without functions, and with the values of enums as they are. */
type Json<T> = T extends string
  ? `${T}`
  : T extends number
    ? number extends T
      ? number
      : T
    : T extends readonly (infer I)[]
      ? readonly Json<I>[]
      : T extends object
        ? { readonly [K in keyof T as K extends `_${string}` ? never : K]: Json<T[K]> }
        : T

type Target = Json<prometheus.Dataquery>

interface PanelOf<Type extends string, Options, Custom>
  extends Omit<Json<sdk.Panel>, 'type' | 'options' | 'fieldConfig' | 'targets'> {
  readonly type: Type
  readonly options: Json<Options>
  readonly fieldConfig: Omit<Json<sdk.FieldConfigSource>, 'defaults'> & {
    readonly defaults: Omit<Json<sdk.FieldConfig>, 'custom'> & { readonly custom?: Json<Custom> }
  }
  readonly targets: readonly Target[]
}

type Panel =
  | PanelOf<'timeseries', timeseries.Options, timeseries.FieldConfig>
  | PanelOf<'stat', stat.Options, never>
  | PanelOf<'table', table.Options, common.TableFieldOptions>
  | (Json<sdk.RowPanel> & { readonly type: 'row' })

/** What a file of ours may be: the types of panels that we use, with their own options. */
export interface DashboardJson extends Omit<Json<sdk.Dashboard>, 'panels' | 'annotations'> {
  readonly panels: readonly Panel[]
  readonly annotations: {
    readonly list: readonly (Omit<Json<sdk.AnnotationQuery>, 'target'> & {
      readonly target: Target
    })[]
  }
}
