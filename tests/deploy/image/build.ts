import { execFileSync } from 'node:child_process'
import { chmodSync, cpSync, existsSync, mkdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { createTemporaryFolders } from '../../support/temporary-folders.ts'
import { all, type Instruction, stages } from './dockerfile.ts'
import { letThrough } from './let-through.ts'

/** The image's folder as the Dockerfile's steps make it, without Docker. */
export interface Built {
  readonly dir: string
  /** A folder that is the service's own, as /data is. */
  readonly data: string
  /** Makes of a command of the image one that is run there, by somebody who may change nothing. */
  command(args: readonly string[]): readonly string[]
  remove(): void
}

/** Of the user `node` in Node's images. */
const id = 1000

export function build(): Built {
  const folders = createTemporaryFolders()
  const root = folders.make()
  const [packages = [], last = []] = stages
  const before = join(root, 'packages')
  const dir = join(root, 'app')
  const data = join(root, 'data')
  for (const folder of [before, dir, data]) mkdirSync(folder)
  copy(packages, before)
  const env = { ...process.env, npm_config_prefer_offline: 'true' }
  for (const step of all(packages, 'RUN')) execFileSync('sh', ['-c', step], { cwd: before, env })
  renameSync(join(before, 'node_modules'), join(dir, 'node_modules'))
  copy(last, dir)
  const node = join(root, 'node')
  cpSync(process.execPath, node)
  chmodSync(root, 0o755)
  execFileSync('chmod', ['-R', 'a+rX,a-w', dir])
  const isRoot = process.getuid?.() === 0
  if (isRoot) execFileSync('chown', [`${id}`, data])
  return {
    dir,
    data,
    command([program, ...args]) {
      const there = ['env', '-C', dir, program === 'node' ? node : `${program}`, ...args]
      const user = ['setpriv', `--reuid=${id}`, `--regid=${id}`, '--clear-groups', '--no-new-privs']
      return isRoot ? [...user, ...there] : there
    },
    remove() {
      execFileSync('chmod', ['-R', 'u+w', dir])
      folders.removeAll()
    },
  }
}

/** Copies what steps name of the repository, as far as `.dockerignore` lets them. */
function copy(stage: readonly Instruction[], dir: string): void {
  for (const text of all(stage, 'COPY').filter((text) => !text.startsWith('--from'))) {
    const words = text.split(' ')
    const target = words.pop() ?? ''
    for (const source of words) {
      if (!existsSync(source)) throw new Error(`Cannot copy ${source}: it is not there`)
      const to = target.endsWith('/') ? join(dir, target, source) : join(dir, target)
      cpSync(source, to, { recursive: true, filter: letThrough })
    }
  }
}
