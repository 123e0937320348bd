import type { Identity } from '../../telemetry/identity.ts'
import type { Log } from '../../telemetry/log.ts'
import { type Level, logs } from '../../telemetry/logs.ts'

const levels: readonly string[] = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']

export interface ConsoleLogOptions {
  /** The least level that is written; `silent` writes nothing. */
  readonly level: string
  readonly identity: Identity
  /** Writes a line. Default `console.log`. */
  readonly print?: (line: string) => void
  readonly now?: () => number
}

/** Writes the same lines as pino does, where there is no standard output but a console. */
export function createConsoleLog({
  level,
  identity,
  // biome-ignore lint/suspicious/noConsole: on workerd the console is where lines go
  print = console.log,
  now = Date.now,
}: ConsoleLogOptions): Log {
  const writes = (said: Level) => levels.indexOf(said) >= levels.indexOf(level)
  return {
    write(event, fields) {
      const { level, message: msg } = logs[event]
      if (!writes(level)) return
      const time = new Date(now()).toISOString()
      print(JSON.stringify({ level, time, ...identity, ...fields, msg }))
    },
  }
}
