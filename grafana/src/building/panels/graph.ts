import {
  GraphGradientMode,
  GraphThresholdsStyleConfigBuilder,
  GraphThresholdsStyleMode,
  LegendDisplayMode,
  LegendPlacement,
  SortOrder,
  StackingConfigBuilder,
  StackingMode,
  TooltipDisplayMode,
  VisibilityMode,
  VizLegendOptionsBuilder,
  VizTooltipOptionsBuilder,
} from '@grafana/grafana-foundation-sdk/common'
import { FieldColorModeId, type Panel } from '@grafana/grafana-foundation-sdk/dashboard'
import { PanelBuilder } from '@grafana/grafana-foundation-sdk/timeseries'
import { built } from '../links/links.ts'
import { prometheus } from '../queries/data-sources.ts'
import { rangeQuery } from '../queries/query.ts'
import type { PanelSpec } from './panel-spec.ts'
import { thresholdsOf } from './thresholds.ts'

export interface GraphSpec extends PanelSpec {
  /** Whether lines lie on each other, since their sum means something. */
  readonly stacked?: true
  /** The most that there can be: 1 for a share. */
  readonly max?: number
  /** Colours of lines that mean something, by their legend. */
  readonly colors?: Readonly<Record<string, string>>
}

/** Lines over time. Thresholds are dashed lines. */
export function graph(spec: GraphSpec): Panel {
  const { title, description, unit, queries, width, thresholds, links = [] } = spec
  const panel = new PanelBuilder()
    .title(title)
    .description(description)
    .datasource(prometheus)
    .unit(unit)
    .min(0)
    .span(width)
    .height(8)
    .targets(queries.map(rangeQuery))
    .links(links.map(built))
    .lineWidth(1)
    .fillOpacity(spec.stacked ? 40 : 10)
    .gradientMode(GraphGradientMode.None)
    .showPoints(VisibilityMode.Never)
    .legend(
      new VizLegendOptionsBuilder()
        .showLegend(true)
        .displayMode(LegendDisplayMode.List)
        .placement(LegendPlacement.Bottom),
    )
    .tooltip(
      new VizTooltipOptionsBuilder().mode(TooltipDisplayMode.Multi).sort(SortOrder.Descending),
    )
  if (spec.max !== undefined) panel.max(spec.max)
  if (spec.stacked) panel.stacking(new StackingConfigBuilder().mode(StackingMode.Normal))
  if (thresholds) {
    const dashed = new GraphThresholdsStyleConfigBuilder().mode(GraphThresholdsStyleMode.Dashed)
    panel.thresholds(thresholdsOf(thresholds)).thresholdsStyle(dashed)
  }
  for (const [legend, fixedColor] of Object.entries(spec.colors ?? {})) {
    const value = { mode: FieldColorModeId.Fixed, fixedColor }
    panel.overrideByName(legend, [{ id: 'color', value }])
  }
  return panel.build()
}
