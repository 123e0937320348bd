import process from 'node:process'
import { isatty } from 'node:tty'
import type { Spell } from '../../telemetry/bytes/batch.ts'
import { Gathered } from '../../telemetry/bytes/gathered.ts'
import type { Identity } from '../../telemetry/identity.ts'
import type { Log } from '../../telemetry/log.ts'
import type { Scope } from '../../telemetry/scope.ts'
import { createLineQueue } from './line-queue.ts'
import type { Output } from './output.ts'
import { readableLine } from './readable-line.ts'
import { createSpelling, type Told } from './spelling.ts'
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
  const { enabled, spell } = createSpelling(level, identity)
  const queue = createLineQueue({ spell: readable ? readably(spell) : spell, output, onDropped })
  if (output === standardOutput && level !== 'silent') process.once('exit', queue.end)
  return {
    writes: (event) => enabled.has(event),
    write(event, fields, at = Date.now()) {
      if (!enabled.has(event)) return
      queue.push({ event, fields, circumstances: scope?.current(), at: Math.floor(at) })
    },
    flush: queue.flush,
  }
}

/** The same lines for people. */
function readably(spell: Spell<Told>): Spell<Told> {
  const line = new Gathered()
  return (told, into, isFirst) => {
    spell(told, line, isFirst)
    into.text(readableLine(line.takeText()))
  }
}
