import type { CatalogueProgress } from '../../core/sync/catalogue-progress.ts'

/** Where progress is written to: a terminal, or something that keeps lines. */
export interface Output {
  readonly isTTY?: boolean
  /** How wide a terminal is, in characters. */
  readonly columns?: number
  write(text: string): unknown
}

export interface Shown {
  show(progress: CatalogueProgress): void
  /** What is written from now on begins a line of its own. */
  end(): void
}

const barWidth = 20

/** Draws a bar in a terminal, and writes a line a page elsewhere. */
export function showProgress(output: Output): Shown {
  let isDrawn = false
  return {
    show(progress) {
      if (output.isTTY) {
        // A line that wraps could not be drawn over.
        const line = `${bar(progress)} ${words(progress)}`.slice(0, (output.columns || 80) - 1)
        output.write(`\r${line}\u001b[K`)
        isDrawn = true
      } else if (progress.finishedAt === null) {
        output.write(`${words(progress)}\n`)
      }
    },
    end() {
      if (isDrawn) output.write('\n')
      isDrawn = false
    },
  }
}

/** What came of it, and why of what failed. */
export function summaryOf({ synced, unchanged, failed, failures }: CatalogueProgress): string {
  const reasons = failures.map(({ titleId, reason }) => `  title ${titleId}: ${reason}`)
  const more = failed - failures.length
  if (more > 0) reasons.push(`  and ${more} more`)
  return [`Synced ${synced}, unchanged ${unchanged}, failed ${failed}`, ...reasons].join('\n')
}

function bar({ page, pages, finishedAt }: CatalogueProgress): string {
  const share = finishedAt === null ? (page - 1) / (pages ?? page) : 1
  const full = Math.round(share * barWidth)
  return `[${'#'.repeat(full)}${'.'.repeat(barWidth - full)}]`
}

/** Titles that move while it goes on are seen twice: of all of them, no more are told. */
function words({ since, total, synced, unchanged, failed }: CatalogueProgress): string {
  const seen = synced + unchanged + failed
  const share = since === null && total !== null ? `${Math.min(seen, total)} of ${total}` : seen
  return `${share} titles: ${synced} synced, ${unchanged} unchanged, ${failed} failed`
}
