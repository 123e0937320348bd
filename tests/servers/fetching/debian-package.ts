import { execFile } from 'node:child_process'
import process from 'node:process'
import { promisify } from 'node:util'
import { findProgram } from './find-program.ts'
import type { Source } from './source.ts'
import { findUnpacked, unpack } from './unpacked-package.ts'

/** A program that comes in a Debian package, mostly one of the same name. */
export function debianPackage(name: string, program: string = name): Source {
  return {
    title: program === name ? `Debian package ${name}` : `${program} of Debian package ${name}`,
    find: () => findProgram(program) ?? findUnpacked(program),
    async fetch() {
      if (findProgram('apt-get') === null) {
        throw new Error(`Cannot fetch ${name}: install it, so that it lies on PATH`)
      }
      const isRoot = process.getuid?.() === 0
      await (isRoot ? install(name) : unpack(name, program)).catch((cause) => {
        const advice = isRoot ? 'apt-get failed' : `run apt-get install ${name} as root`
        throw new Error(`Cannot fetch ${name}: ${advice}`, { cause })
      })
    },
  }
}

/** Asks for a new list of packages only if the one that is here does not do. */
async function install(name: string): Promise<void> {
  try {
    await aptGet('install', '-y', '--no-install-recommends', name)
  } catch {
    await aptGet('update')
    await aptGet('install', '-y', '--no-install-recommends', name)
  }
}

async function aptGet(...args: readonly string[]): Promise<void> {
  // Another process may be installing, too.
  await promisify(execFile)('apt-get', ['-o', 'DPkg::Lock::Timeout=300', '-q', ...args], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    maxBuffer: Number.POSITIVE_INFINITY,
  })
}
