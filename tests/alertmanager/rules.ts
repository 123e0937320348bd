import { globSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { parse } from 'yaml'

export const ruleFiles = globSync('alertmanager/rules/*.yaml').sort()

/** A rule that keeps what it computes as a series of its own. */
export interface RecordingRule {
  readonly record: string
  readonly expr: string
}

export interface AlertRule {
  readonly alert: string
  readonly expr: string
  readonly for?: string
  readonly labels: Readonly<Record<string, string>>
  readonly annotations: Readonly<Record<string, string>>
}

const rules = ruleFiles.flatMap((file): (RecordingRule | AlertRule)[] =>
  parse(readFileSync(file, 'utf8')).groups.flatMap(
    (group: { rules: (RecordingRule | AlertRule)[] }) => group.rules,
  ),
)

export const records = rules.filter((rule) => 'record' in rule)

/** In the order of files; an alert with several thresholds is there once for each. */
export const alerts = rules.filter((rule) => 'alert' in rule)

/** What to call an alert's rule in the name of a test: `ErrorBudgetBurn (critical, 1h, 5m)`. */
export function titleOf({ alert, labels }: AlertRule): string {
  return `${alert} (${Object.values(labels).join(', ')})`
}

/** Each runbook's name, without its extension. */
export const runbooks = globSync('alertmanager/runbooks/*').map((file) => basename(file, '.md'))
