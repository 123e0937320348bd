import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { mkdir, rename } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import process from 'node:process'
import { promisify } from 'node:util'
import { cacheFolder } from './cache-folder.ts'
import { findProgram } from './find-program.ts'
import type { Source } from './source.ts'

/**
 * A program that Go builds from the module in a folder, anew whenever a file of it changes.
 *
 * @param tool The package of a tool that the module names; default: the module's own program.
 */
export function goBuild(folder: string, tool = '.'): Source {
  const name = tool === '.' ? basename(folder) : basename(tool)
  const path = (): string => join(cacheFolder(), `${name}-${hashOf(folder)}`)
  return {
    title: tool === '.' ? `Go build of ${folder}` : `Go build of ${name} in ${folder}`,
    find: () => (existsSync(path()) ? path() : null),
    async fetch() {
      const go = findProgram('go')
      if (go === null) throw new Error(`Cannot build ${folder}: install Go 1.26 or newer`)
      await mkdir(dirname(path()), { recursive: true })
      // Another process may be building the same: whichever is ready last replaces its twin.
      const unfinished = `${path()}.${process.pid}`
      await promisify(execFile)(go, ['build', '-buildvcs=false', '-o', unfinished, tool], {
        cwd: folder,
        env: { ...process.env, CGO_ENABLED: '0' },
      }).catch((cause) => {
        throw new Error(`Cannot build ${folder}: Go failed`, { cause })
      })
      await rename(unfinished, path())
    },
  }
}

function hashOf(folder: string): string {
  const hash = createHash('sha256')
  for (const file of readdirSync(folder).sort()) {
    hash.update(`${file}\0`).update(readFileSync(join(folder, file)))
  }
  return hash.digest('hex').slice(0, 16)
}
