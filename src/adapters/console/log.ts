import type { Identity } from '../../telemetry/identity.ts'
import { fieldsJson } from '../../telemetry/lines/line.ts'
import type { Log, LogKey } from '../../telemetry/log.ts'
import { logs } from '../../telemetry/logs.ts'
import type { Scope } from '../../telemetry/scope.ts'

const levels: readonly string[] = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']

export interface ConsoleLogOptions {
  /** The least level that is written; `silent` writes nothing. */
  readonly level: string
  readonly identity: Identity
  /** Knows for which request a line is written. Default: none is. */
  readonly scope?: Scope
  /** Writes a line. Default `console.log`. */
  readonly print?: (line: string) => void
  readonly now?: () => number
}

/** Writes the same lines as pino does, where there is no standard output but a console. */
export function createConsoleLog({
  level,
  identity,
  scope,
  // biome-ignore lint/suspicious/noConsole: on workerd the console is where lines go
  print = console.log,
  now = Date.now,
}: ConsoleLogOptions): Log {
  const least = levels.indexOf(level)
  const writes = (event: LogKey) => levels.indexOf(logs[event].level) >= least
  return {
    writes,
    write(event, fields, at = now()) {
      if (!writes(event)) return
      const { level, message: msg } = logs[event]
      const time = new Date(at).toISOString()
      const head = JSON.stringify({ level, time, ...identity }).slice(0, -1)
      print(`${head}${fieldsJson(fields, scope?.current())},"msg":${JSON.stringify(msg)}}`)
    },
  }
}
