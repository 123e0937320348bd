import { pino } from 'pino'
import type { Spell } from '../../telemetry/bytes/batch.ts'
import type { Gathered } from '../../telemetry/bytes/gathered.ts'
import type { Identity } from '../../telemetry/identity.ts'
import { fieldsJson, putFields, type Value } from '../../telemetry/lines/line.ts'
import type { LogKey } from '../../telemetry/log.ts'
import { logs } from '../../telemetry/logs.ts'
import type { Circumstances } from '../../telemetry/scope.ts'

/** What a line is made of, once there is time for it. */
export interface Told {
  readonly event: LogKey
  readonly fields: Readonly<Record<string, Value>>
  /** Those in which it was told. */
  readonly circumstances: Circumstances | undefined
  /** When it was told, in milliseconds since 1970. */
  readonly at: number
}

export interface Spelling {
  /** The events that are written at all. */
  readonly enabled: ReadonlySet<LogKey>
  readonly spell: Spell<Told>
}

/** Writes a line of a level, which is not asked for any more. */
type Write = (told: Told, message: string, level: number) => void

const encoder = new TextEncoder()

/**
 * Lets pino write lines, at the seams that it leaves: its own way takes most of what a line costs.
 *
 * @param least The least level that is written.
 */
export function createSpelling(least: string, identity: Identity): Spelling {
  const logger = pino({ level: least, base: null, timestamp: false }, { write() {} })
  const headOf = createHeads(identity)
  const ends = new Map<LogKey, Uint8Array>()
  const enabled = new Set<LogKey>()
  for (const [key, { level, message }] of Object.entries(logs)) {
    ends.set(key as LogKey, encoder.encode(`,"msg":${JSON.stringify(message)}}\n`))
    if (logger.isLevelEnabled(level)) enabled.add(key as LogKey)
  }
  const { asJsonSym, writeSym } = pino.symbols
  let target: Gathered
  Object.assign(logger, {
    [asJsonSym]({ event, fields, circumstances, at }: Told, _: string, level: number) {
      target.bytes(headOf(logger.levels.labels[level] as string, at))
      putFields(fields, circumstances, target)
      target.bytes(ends.get(event) as Uint8Array)
      return ''
    },
  })
  const write: Write = Object(logger)[writeSym].bind(logger)
  return {
    enabled,
    spell(told, into) {
      target = into
      const { level, message } = logs[told.event]
      write(told, message, pino.levels.values[level] as number)
    },
  }
}

/** What lines begin with. To spell the time costs more than most of a line: once per ms is enough. */
function createHeads(identity: Identity): (level: string, at: number) => Uint8Array {
  const base = fieldsJson({ ...identity }, undefined)
  let last = { level: '', at: 0, head: new Uint8Array() }
  return (level, at) => {
    if (last.at !== at || last.level !== level) {
      const time = new Date(at).toISOString()
      last = { level, at, head: encoder.encode(`{"level":"${level}","time":"${time}"${base}`) }
    }
    return last.head
  }
}
