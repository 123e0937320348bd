import { failureCode } from '../../core/failure.ts'
import { errorFields } from '../../telemetry/lines/error-fields.ts'
import type { Catalogue } from '../compose/compose-catalogue.ts'
import type { Wanted } from './parse-arguments.ts'
import { type Output, showProgress, summaryOf } from './show-progress.ts'

/** Does what the command line asks for, and tells of it; resolves to the exit code. */
export async function runSync(
  wanted: Wanted,
  { sync, store }: Pick<Catalogue, 'sync' | 'store'>,
  output: Output,
  signal: AbortSignal,
): Promise<number> {
  try {
    if (wanted.kind === 'title') {
      const { outcome, episodes } = await sync.titles.one(wanted.titleId, true, signal)
      const found = outcome !== 'not-found'
      const words = found
        ? `${outcome}, ${episodes} episodes`
        : 'failed: AniLibria does not know it'
      output.write(`Title ${wanted.titleId} ${words}\n`)
      return found ? 0 : 1
    }
    const since = wanted.sinceMs === null ? null : Date.now() - wanted.sinceMs
    const progress = await sync.catalogue({ since, signal, onProgress: showProgress(output) })
    const { titles } = await store.size()
    output.write(`${output.isTTY ? '\n' : ''}${summaryOf(progress)}\n${titles} titles are stored\n`)
    return progress.failed === 0 ? 0 : 1
  } catch (error) {
    if (signal.aborted) {
      output.write('\nInterrupted: the same command goes on where this one was\n')
      return 130
    }
    const again = failureCode(error) === 'internal' ? '' : '; the same command goes on from here'
    output.write(`\nCannot go on: ${errorFields(error).error}${again}\n`)
    return 1
  }
}
