import process from 'node:process'
import { isatty } from 'node:tty'
import { pino } from 'pino'
import type { Identity } from '../../telemetry/identity.ts'
import { fieldsJson, type Value } from '../../telemetry/lines/line.ts'
import type { Log, LogKey } from '../../telemetry/log.ts'
import { logs } from '../../telemetry/logs.ts'
import type { Scope } from '../../telemetry/scope.ts'
import { createLineQueue } from './line-queue.ts'
import type { Output } from './output.ts'
import { readableLine } from './readable-line.ts'
import { standardOutput } from './standard-output.ts'

export interface PinoLogOptions {
  /** The least level that is written; `silent` writes nothing. */
  readonly level: string
  readonly identity: Identity
  /** Knows for which request a line is written. Default: none is. */
  readonly scope?: Scope
  /** Is told how many lines could not be written, each time some could not. */
  readonly onDropped?: (lines: number) => void
  /** Whether lines are for people. Default: in a terminal, but not in production. */
  readonly readable?: boolean
  /** Where lines go. Default: standard output. */
  readonly output?: Output
}

export interface PinoLog extends Log {
  /** Resolves once all lines until now have left, or could not. */
  flush(): Promise<void>
}

/** Writes lines of JSON. Nobody waits for them, and what nobody reads is dropped in the end. */
export function createPinoLog(options: PinoLogOptions): PinoLog {
  const { level, identity, scope, onDropped = () => {} } = options
  const { readable = isatty(1) && identity.environment !== 'production' } = options
  const { output = standardOutput } = options
  const queue = createLineQueue({ output, onDropped })
  if (output === standardOutput && level !== 'silent') process.once('exit', queue.end)
  const base = fieldsJson({ ...identity }, undefined)
  const logger = pino(
    {
      level,
      base: null,
      timestamp: createTimestamp(),
    },
    { write: readable ? (line) => queue.push(readableLine(line)) : queue.push },
  )
  // The seams that pino leaves for this: its own way takes most of what a line costs.
  const { asJsonSym, writeSym } = pino.symbols
  let prefix = { level: 0, time: '', json: '' }
  Object.assign(logger, {
    [asJsonSym](fields: Told, message: string, level: number, time: string) {
      if (prefix.level !== level || prefix.time !== time) {
        const json = `{"level":"${logger.levels.labels[level]}"${time}${base}`
        prefix = { level, time, json }
      }
      return `${prefix.json}${fieldsJson(fields, scope?.current())},"msg":"${message}"}\n`
    },
  })
  const writeLine: Write = Object(logger)[writeSym].bind(logger)
  const enabled = new Set<LogKey>()
  for (const [key, { level }] of Object.entries(logs)) {
    if (logger.isLevelEnabled(level)) enabled.add(key as LogKey)
  }
  return {
    writes: (event) => enabled.has(event),
    write(event, fields) {
      if (!enabled.has(event)) return
      const { level, message } = logs[event]
      writeLine(fields, message, pino.levels.values[level] as number)
    },
    flush: queue.flush,
  }
}

/** Writes a line of a level, which is not asked for any more. */
type Write = (fields: Told, message: string, level: number) => void
type Told = Readonly<Record<string, Value>>

/** The time as pino wants it. To spell one out costs more than most of a line: once per ms is enough. */
function createTimestamp(): () => string {
  let at = 0
  let spelled = ''
  return () => {
    const now = Date.now()
    if (now !== at) spelled = `,"time":"${new Date(now).toISOString()}"`
    at = now
    return spelled
  }
}
