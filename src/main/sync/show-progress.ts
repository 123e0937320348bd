import type { CatalogueProgress } from '../../core/sync/catalogue-progress.ts'

/** Where progress is written to: a terminal, or something that keeps lines. */
export interface Output {
  readonly isTTY?: boolean
  write(text: string): unknown
}

const width = 30

/** Draws a bar in a terminal, and writes a line a page elsewhere. */
export function showProgress(output: Output): (progress: CatalogueProgress) => void {
  return (progress) => {
    if (output.isTTY) output.write(`\r${bar(progress)} ${words(progress)}\u001b[K`)
    else output.write(`${words(progress)}\n`)
  }
}

/** What came of it, and why of what failed. */
export function summaryOf({ synced, unchanged, failed, failures }: CatalogueProgress): string {
  const reasons = failures.map(({ titleId, reason }) => `  title ${titleId}: ${reason}`)
  const more = failed - failures.length
  if (more > 0) reasons.push(`  and ${more} more`)
  return [`Synced ${synced}, unchanged ${unchanged}, failed ${failed}`, ...reasons].join('\n')
}

function bar({ page, pages }: CatalogueProgress): string {
  const share = pages === null || pages === 0 ? 1 : Math.min(1, page / pages)
  const full = Math.round(share * width)
  return `[${'#'.repeat(full)}${'.'.repeat(width - full)}]`
}

function words({ page, pages, synced, unchanged, failed }: CatalogueProgress): string {
  return `page ${page} of ${pages ?? '?'}: ${synced} synced, ${unchanged} unchanged, ${failed} failed`
}
