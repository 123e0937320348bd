import { failureCode } from '../../core/failure.ts'
import { errorFields } from '../../telemetry/lines/error-fields.ts'
import { redact } from '../../telemetry/lines/redaction.ts'
import type { Catalogue } from '../compose/compose-catalogue.ts'
import type { Wanted } from './parse-arguments.ts'
import { type Output, type Shown, showProgress, summaryOf } from './show-progress.ts'

type Parts = Pick<Catalogue, 'sync' | 'store'>

/** Does what the command line asks for, and tells of it; resolves to the exit code. */
export async function runSync(
  wanted: Wanted,
  parts: Parts,
  output: Output,
  signal: AbortSignal,
): Promise<number> {
  const shown = showProgress(output)
  try {
    return wanted.kind === 'title'
      ? await syncTitle(wanted.titleId, parts, output, signal)
      : await syncCatalogue(wanted.sinceMs, parts, output, shown, signal)
  } catch (error) {
    shown.end()
    output.write(`${wordsOf(error, signal)}\n`)
    if (wanted.kind === 'catalogue' && failureCode(error) !== 'internal') {
      output.write('The same command goes on from here\n')
    }
    return signal.aborted ? 130 : 1
  }
}

async function syncTitle(id: number, { sync }: Parts, output: Output, signal: AbortSignal) {
  const { outcome, episodes } = await sync.titles.one(id, true, signal)
  const isKnown = outcome !== 'not-found'
  const words = isKnown ? `${outcome}, ${count(episodes ?? 0, 'episode')}` : unknown
  output.write(`Title ${id}: ${words}\n`)
  return isKnown ? 0 : 1
}

const unknown = 'failed, AniLibria does not know it'

async function syncCatalogue(
  sinceMs: number | null,
  { sync, store }: Parts,
  output: Output,
  shown: Shown,
  signal: AbortSignal,
): Promise<number> {
  const since = sinceMs === null ? null : Date.now() - sinceMs
  const progress = await sync.catalogue({ since, signal, onProgress: shown.show })
  shown.end()
  output.write(`${summaryOf(progress)}\n`)
  const { titles } = await store.size()
  output.write(`The store holds ${count(titles, 'title')}\n`)
  return progress.failed === 0 ? 0 : 1
}

function wordsOf(error: unknown, signal: AbortSignal): string {
  return signal.aborted ? 'Interrupted' : `Failed: ${redact(errorFields(error).error)}`
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}
