import {
  BigValueColorMode,
  BigValueGraphMode,
  ReduceDataOptionsBuilder,
} from '@grafana/grafana-foundation-sdk/common'
import { MappingType, type Panel, type ValueMap } from '@grafana/grafana-foundation-sdk/dashboard'
import { PanelBuilder } from '@grafana/grafana-foundation-sdk/stat'
import { built } from '../links/links.ts'
import { prometheus } from '../queries/data-sources.ts'
import { instantQuery, rangeQuery } from '../queries/query.ts'
import type { PanelSpec } from './panel-spec.ts'
import { rising, thresholdsOf } from './thresholds.ts'

export interface StatSpec extends PanelSpec {
  /** What to say instead of some numbers. */
  readonly words?: Readonly<Record<number, string>>
  /** Whether to ask for the newest number alone: what looks back for days costs too much else. */
  readonly instant?: true
  /** How many rows it is high. Default 4. */
  readonly height?: number
}

/** One number, or one for each line, and behind it how it was. */
export function stat(spec: StatSpec): Panel {
  const { title, description, unit, queries, width, links = [], words = {} } = spec
  return new PanelBuilder()
    .title(title)
    .description(description)
    .datasource(prometheus)
    .unit(unit)
    .span(width)
    .height(spec.height ?? 4)
    .targets(queries.map(spec.instant ? instantQuery : rangeQuery))
    .links(links.map(built))
    .mappings(mappingsOf(words))
    .thresholds(thresholdsOf(spec.thresholds ?? rising({})))
    .colorMode(BigValueColorMode.Value)
    .graphMode(spec.instant ? BigValueGraphMode.None : BigValueGraphMode.Area)
    .reduceOptions(new ReduceDataOptionsBuilder().calcs(['lastNotNull']))
    .build()
}

function mappingsOf(words: Readonly<Record<number, string>>): ValueMap[] {
  const options = Object.fromEntries(
    Object.entries(words).map(([value, text]) => [value, { text }]),
  )
  return Object.keys(options).length > 0 ? [{ type: MappingType.ValueToText, options }] : []
}
