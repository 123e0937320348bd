import { cpuToBareHono, type Figure, type Summary } from './summary.ts'

const head = [
  '',
  'requests/s',
  'CPU µs/request',
  '× bare Hono',
  'p50 ms',
  'p99 ms',
  'MB',
  'dropped',
]

/** Every subject in a line: medians, each with its spread. */
export function costTable(all: readonly Summary[]): string {
  const rows = all.map((one) => [
    one.subject.title,
    figure(one.perSecond, 0),
    figure(one.cpuMicroseconds, 1),
    cpuToBareHono(one, all).toFixed(2),
    figure(one.p50Ms, 2),
    figure(one.p99Ms, 2),
    (one.residentBytes.median / 1e6).toFixed(0),
    one.droppedShare === null ? '' : share(one.droppedShare),
  ])
  return aligned([head, ...rows])
}

/** The first column to the left, all others to the right. */
export function aligned(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  )
  const line = (row: readonly string[]) =>
    row.map((cell, column) =>
      column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
    )
  return rows.map((row) => `${line(row).join('  ').trimEnd()}\n`).join('')
}

function figure({ median, spread }: Figure, digits: number): string {
  return `${median.toFixed(digits)} ±${(spread * 100).toFixed(0)}%`
}

function share(value: number): string {
  return `${(value * 100).toFixed(value > 0 && value < 0.1 ? 2 : 0)} %`
}
