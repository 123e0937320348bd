import { readFileSync } from 'node:fs'

/** How Elasticsearch keeps a field. */
export interface Mapped {
  readonly type: string
}

/** `otel/logs/index-template.json`, as far as tests look at it. */
export const indexTemplate: {
  readonly index_patterns: readonly string[]
  readonly template: {
    readonly settings: Readonly<Record<string, string | number>>
    readonly mappings: {
      readonly dynamic: boolean
      readonly properties: Readonly<Record<string, Mapped>>
    }
  }
} = JSON.parse(readFileSync('otel/logs/index-template.json', 'utf8'))

const text = (value: unknown): boolean => typeof value === 'string'
const whole =
  (most: number) =>
  (value: unknown): boolean =>
    Number.isInteger(value) && Math.abs(value as number) <= most

/** Which values a type takes without a mistake, or losing something of them. */
export const takes: Readonly<Record<string, (value: unknown) => boolean>> = {
  keyword: (value) => text(value) || typeof value === 'number',
  text,
  double: (value) => typeof value === 'number',
  integer: whole(2 ** 31 - 1),
  short: whole(2 ** 15 - 1),
  date: (value) =>
    text(value) && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(`${value}`),
  ip: (value) => text(value) && /^[\d.]+$|^[\da-f:.]+$/.test(`${value}`),
}
