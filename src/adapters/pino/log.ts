import { pino } from 'pino'
import type { Identity } from '../../telemetry/identity.ts'
import type { Log } from '../../telemetry/log.ts'
import { logs } from '../../telemetry/logs.ts'

export interface PinoLogOptions {
  /** The least level that is written; `silent` writes nothing. */
  readonly level: string
  readonly identity: Identity
}

/** Writes JSON lines to standard output. */
export function createPinoLog({ level, identity }: PinoLogOptions): Log {
  const logger = pino({
    level,
    base: identity,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
  })
  return {
    write(event, fields) {
      const { level, message } = logs[event]
      const line: object = fields
      logger[level](line, message)
    },
  }
}
