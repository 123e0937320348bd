import type { Fetched } from './fetch-missing.ts'
import type { Source } from './source.ts'

/** Says what became of every server. */
export function fetchedTable(all: readonly Fetched[]): string {
  return table(
    all.map(({ name, source, seconds, problem }) => {
      if (problem !== null) return [name, source.title, problem.split('\n')[0] ?? '']
      const since = seconds === null ? 'was here' : `fetched in ${seconds} s`
      return [name, source.title, `${since}: ${source.find()}`]
    }),
  )
}

/** Says which servers tests had to do without; nothing if there are none. */
export function leftOutTable(sources: Readonly<Record<string, Source>>): string {
  const absent = Object.entries(sources).filter(([, source]) => source.find() === null)
  if (absent.length === 0) return ''
  const rows = absent.map(([name, { title }]) => [name, title])
  return `Left out: tests with servers that are not here. To fetch them: npm run servers\n${table(rows)}`
}

function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  )
  const line = (row: readonly string[]): string =>
    row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')
  return rows.map((row) => `  ${line(row).trimEnd()}\n`).join('')
}
