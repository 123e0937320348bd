import assert from 'node:assert/strict'
import { createConsoleLog } from '../../src/adapters/console/log.ts'
import type { Log, LogKey } from '../../src/telemetry/log.ts'
import { type LogEvent, logs } from '../../src/telemetry/logs.ts'
import type { Scope } from '../../src/telemetry/scope.ts'

/** A line of a log, parsed and found to be as the table says. */
export interface LogLine {
  readonly [field: string]: unknown
  readonly level: string
  readonly time: string
  readonly msg: string
}

export const identity = { service: 'anilibria-service', version: '1.2.3', environment: 'test' }

/** Fields that any line may have. */
export const everywhere: readonly string[] = [
  ...['level', 'time', 'service', 'version', 'environment', 'msg'],
  ...['request_id', 'trace_id', 'span_id'],
]

export interface CollectedLog {
  readonly log: Log
  /** What was written until now. */
  lines(): readonly LogLine[]
  /** The same as it would be read. */
  text(): string
}

/** A log that keeps its lines to itself. */
export function collectLog({ level = 'debug', scope }: { level?: string; scope?: Scope } = {}) {
  const written: string[] = []
  const print = (line: string): void => void written.push(`${line}\n`)
  const log = createConsoleLog({ level, identity, print, ...(scope && { scope }) })
  const text = (): string => written.join('')
  const collected: CollectedLog = { log, text, lines: () => linesOf(text()) }
  return collected
}

/** The lines of an output that holds nothing else. */
export function linesOf(output: string): readonly LogLine[] {
  assert.ok(output === '' || output.endsWith('\n'), `torn: ${output.slice(-100)}`)
  return output
    .split('\n')
    .filter((line) => line !== '')
    .map(lineOf)
}

function lineOf(text: string): LogLine {
  const line: LogLine = JSON.parse(text)
  assert.match(line.time, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
  const event: LogEvent = logs[eventOf(line)]
  const strangers = Object.keys(line).filter(
    (name) => !everywhere.includes(name) && !event.fields.includes(name),
  )
  assert.deepEqual(strangers, [], `not in the table: ${text}`)
  return line
}

/** Which event of the table a line tells of. */
export function eventOf({ msg, level }: LogLine): LogKey {
  const found = Object.entries(logs).find(
    ([, event]) => event.message === msg && event.level === level,
  )
  assert.ok(found, `no event of the table: ${level} ${msg}`)
  return found[0] as LogKey
}

/** The events of the table that no line tells of, though their cause is there already. */
export function eventsNotIn(lines: readonly LogLine[]): readonly LogKey[] {
  const told = new Set(lines.map(eventOf))
  return (Object.keys(logs) as LogKey[]).filter((key) => !told.has(key) && !isYetToCome(key))
}

export function isYetToCome(key: LogKey): boolean {
  return logs[key].help.startsWith('Not written yet')
}
