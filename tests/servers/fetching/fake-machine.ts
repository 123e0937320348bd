import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { createTemporaryFolders } from '../../support/temporary-folders.ts'

/** A machine with its own cache and few programs, as this process and what it starts see it. */
export interface FakeMachine {
  /** An empty folder. */
  readonly dir: string
  readonly env: Readonly<Record<string, string>>
  /** Adds a program: a script of the shell, which notes its arguments before all else. */
  add(program: string, script: string): void
  /** Each call of a program until now, with its arguments. */
  calls(): readonly string[]
  end(): void
}

export function createFakeMachine(): FakeMachine {
  const folders = createTemporaryFolders()
  const root = folders.make()
  const [bin, dir, log] = [join(root, 'bin'), join(root, 'dir'), join(root, 'log')]
  mkdirSync(bin)
  mkdirSync(dir)
  const env = { PATH: bin, XDG_CACHE_HOME: join(root, 'cache') }
  const { PATH, XDG_CACHE_HOME } = process.env
  Object.assign(process.env, env)
  return {
    dir,
    env,
    add(program, script) {
      const lines = [
        '#!/bin/sh',
        `echo "${program} $*" >> ${log}`,
        'PATH=/usr/bin:/bin',
        script,
        '',
      ]
      writeFileSync(join(bin, program), lines.join('\n'))
      chmodSync(join(bin, program), 0o755)
    },
    calls: () => (existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : []),
    end() {
      process.env.PATH = PATH
      if (XDG_CACHE_HOME === undefined) delete process.env.XDG_CACHE_HOME
      else process.env.XDG_CACHE_HOME = XDG_CACHE_HOME
      folders.removeAll()
    },
  }
}
