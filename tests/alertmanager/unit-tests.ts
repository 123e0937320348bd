import { globSync, readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { selectorsIn } from '../support/promql/selectors.ts'
import { type AlertRule, records } from './rules.ts'

/** Files of promtool's unit tests. */
export const unitTestFiles = globSync('tests/alertmanager/rules/*.yaml').sort()

/** One case: what is told from minute to minute, and which alerts that makes. */
export interface UnitTest {
  readonly name: string
  readonly input_series: readonly { readonly series: string }[]
  readonly alert_rule_test: readonly Check[]
}

/** Which alerts of a name fire at a moment. */
export interface Check {
  /** How long after the beginning: `1h30m`. */
  readonly eval_time: string
  readonly alertname: string
  readonly exp_alerts?: readonly {
    readonly exp_labels: Readonly<Record<string, string>>
  }[]
}

export const unitTests: readonly UnitTest[] = unitTestFiles.flatMap(
  (file) => parse(readFileSync(file, 'utf8')).tests,
)

/** When a case expects an alert's rule to fire, and when not, in seconds. */
export interface Expected {
  readonly fires: readonly number[]
  readonly isQuiet: readonly number[]
}

export function expectedOf({ alert, labels }: AlertRule, test: UnitTest): Expected {
  const checks = (test.alert_rule_test ?? []).filter(({ alertname }) => alertname === alert)
  const fires = ({ exp_alerts = [] }: Check): boolean =>
    exp_alerts.some(({ exp_labels }) =>
      Object.entries(labels).every(([label, value]) => exp_labels[label] === value),
    )
  const secondsOf = (wanted: boolean): readonly number[] =>
    checks.filter((check) => fires(check) === wanted).map(({ eval_time }) => seconds(eval_time))
  return { fires: secondsOf(true), isQuiet: secondsOf(false) }
}

/** Whether a case has a series that the rule looks at, be it by way of a record. */
export function concerns(test: UnitTest, { expr }: Pick<AlertRule, 'expr'>): boolean {
  const told = test.input_series.map(({ series }) => /^\w+/.exec(series)?.[0])
  return sourcesOf(expr).some((metric) => told.includes(metric))
}

function sourcesOf(expr: string): readonly string[] {
  return selectorsIn(expr).flatMap(({ metric }) => {
    const recorded = records.find(({ record }) => record === metric)
    return recorded ? sourcesOf(recorded.expr) : [metric]
  })
}

const unitSeconds: Readonly<Record<string, number>> = { h: 3600, m: 60, s: 1 }

function seconds(time: string): number {
  const parts = [...time.matchAll(/(\d+)([hms])/g)]
  return parts.reduce(
    (sum, [, count, unit = '']) => sum + Number(count) * (unitSeconds[unit] ?? 0),
    0,
  )
}
