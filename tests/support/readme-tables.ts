import { createApp, type Deps } from '../../src/app.ts'
import { settings } from '../../src/config.ts'
import { logs } from '../../src/telemetry/logs.ts'
import { type Metric, metrics } from '../../src/telemetry/metrics.ts'
import { silentMeter } from '../../src/telemetry/silent-meter.ts'
import { spans } from '../../src/telemetry/spans.ts'

/** README's tables by the name of their markers, each rendered from what the service itself uses. */
export const readmeTables: Readonly<Record<string, () => string>> = {
  routes: () => table(['Route', 'Answer'], routes()),
  variables: () => table(['Variable', 'Default', 'Unit', 'Meaning'], variables()),
  metrics: () => table(['Metric', 'Type', 'Labels', 'Meaning'], numbers()),
  spans: () => table(['Span', 'Kind', 'Attributes', 'Meaning'], traces()),
  logs: () => table(['Message', 'Level', 'Fields', 'Meaning'], events()),
}

/** README's text with its tables rendered anew. */
export function withTables(readme: string): string {
  return Object.entries(readmeTables).reduce((text, [name, render]) => {
    const marked = new RegExp(`(<!-- ${name} -->\n)[^]*?(<!-- /${name} -->)`)
    if (!marked.test(text)) throw new Error(`Cannot find <!-- ${name} --> in README.md`)
    return text.replace(marked, (_, before, after) => `${before}${render()}\n${after}`)
  }, readme)
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [heads, heads.map(() => '---'), ...rows]
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

function variables(): string[][] {
  return Object.entries(settings).map(([name, setting]) => [
    `\`${name}\``,
    setting.default === '' ? '' : `\`${setting.default.replaceAll(',', ', ')}\``,
    'unit' in setting ? setting.unit : '',
    setting.help,
  ])
}

function events(): string[][] {
  return Object.values(logs).map(({ message, level, fields, help }) => [
    `\`${message}\``,
    level,
    codes(fields),
    help,
  ])
}

function numbers(): string[][] {
  return Object.values<Metric>(metrics).map(({ name, type, labels, help }) => [
    `\`${name}\``,
    type,
    codes(Object.keys(labels)),
    help,
  ])
}

function traces(): string[][] {
  return Object.values(spans).map(({ name, kind, attributes, help }) => [
    `\`${name}\``,
    kind,
    codes(attributes),
    help,
  ])
}

function codes(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ')
}

interface Operation {
  readonly summary: string
  readonly parameters?: readonly { readonly name: string; readonly in: string }[]
}

function routes(): string[][] {
  const deps = { corsOrigins: [], now: Date.now, parts: [], meter: silentMeter, internal: {} }
  const app = createApp(deps as unknown as Deps)
  const document = app.getOpenAPI31Document({ openapi: '3.1.0', info: { title: '', version: '' } })
  return Object.entries(document.paths ?? {}).flatMap(([path, operations]) =>
    Object.entries(operations as Readonly<Record<string, Operation>>).map(([method, operation]) => {
      const { summary, parameters = [] } = operation
      const query = parameters.filter((parameter) => parameter.in === 'query')
      const names = query.map(({ name }) => `\`${name}\``).join(', ')
      return [`\`${method.toUpperCase()} ${path}\``, names ? `${summary} (${names})` : summary]
    }),
  )
}
