import type { Value } from './lines/line.ts'
import type { logs } from './logs.ts'

export type LogKey = keyof typeof logs

/** The fields of an event, all of them; `undefined` for what is not known leaves the field out. */
export type Fields<K extends LogKey> = Readonly<Record<(typeof logs)[K]['fields'][number], Value>>

/** Writes lines by their key in the log table. Never throws: telemetry must not break work. */
export interface Log {
  /** @param at When it happened, in milliseconds since 1970. Default: now. */
  write<K extends LogKey>(event: K, fields: Fields<K>, at?: number): void
  /** Whether a line would be written at all: spares a caller to find out its fields. */
  writes(event: LogKey): boolean
}
