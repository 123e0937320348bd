import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Makes empty folders, and removes them all. */
export interface TemporaryFolders {
  make(): string
  removeAll(): void
}

export function createTemporaryFolders(): TemporaryFolders {
  const made: string[] = []
  return {
    make() {
      const dir = mkdtempSync(join(tmpdir(), 'anilibria-test-'))
      made.push(dir)
      return dir
    },
    removeAll() {
      for (const dir of made.splice(0)) rmSync(dir, { recursive: true, force: true })
    },
  }
}
