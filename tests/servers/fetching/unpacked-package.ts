import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'
import { promisify } from 'node:util'
import { cacheFolder } from './cache-folder.ts'

const execute = promisify(execFile)

/** Starts the program of a package that was unpacked into this script's folder. */
const startScript = (program: string): string => `#!/bin/sh
here=$(dirname "$0")
export LD_LIBRARY_PATH="$(echo "$here"/usr/lib/*-linux-gnu)"
for bin in "$here"/usr/lib/${program} "$here"/usr/bin "$here"/usr/sbin; do
  [ -x "$bin/${program}" ] && exec "$bin/${program}" "$@"
done
`

/** What starts a program whose package was unpacked by `unpack`; `null` if none was. */
export function findUnpacked(program: string): string | null {
  const start = join(folderOf(program), 'start')
  return existsSync(start) ? start : null
}

/** Unpacks a program's package and all it needs beside what is installed, which takes no rights. */
export async function unpack(name: string, program: string): Promise<void> {
  const unfinished = `${folderOf(program)}.${process.pid}`
  await mkdir(unfinished, { recursive: true })
  try {
    const cwd = unfinished
    await execute('apt-get', ['download', ...(await packagesFor(name))], { cwd })
    for (const file of await readdir(unfinished)) {
      await execute('dpkg', ['-x', file, '.'], { cwd })
      await rm(join(unfinished, file))
    }
    await writeFile(join(unfinished, 'start'), startScript(program), { mode: 0o755 })
    await rename(unfinished, folderOf(program))
  } catch (error) {
    await rm(unfinished, { recursive: true })
    // Another process may have been quicker.
    if (findUnpacked(program) === null) throw error
  }
}

async function packagesFor(name: string): Promise<readonly string[]> {
  const args = ['install', '--simulate', '--no-install-recommends', name]
  const { stdout } = await execute('apt-get', args)
  return [...stdout.matchAll(/^Inst (\S+)/gm)].map(([, needed = '']) => needed)
}

function folderOf(program: string): string {
  return join(cacheFolder(), program)
}
