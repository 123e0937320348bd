import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { afterEach, beforeEach, describe, it, mock } from 'node:test'
import { debianPackage } from './debian-package.ts'
import { createFakeMachine, type FakeMachine } from './fake-machine.ts'

describe('debianPackage()', () => {
  let machine: FakeMachine
  beforeEach(() => {
    machine = createFakeMachine()
  })
  afterEach(() => {
    machine.end()
    mock.restoreAll()
  })

  function runAs(user: number): void {
    mock.method(process as { getuid: () => number }, 'getuid', () => user)
  }

  /** The subcommands of apt-get that were used. */
  function used(): readonly string[] {
    return machine.calls().map((call) => /install|update|download/.exec(call)?.[0] ?? call)
  }

  it('finds a program that is on PATH', () => {
    machine.add('alpha', '')

    assert.equal(debianPackage('alpha').find(), join(machine.env.PATH ?? '', 'alpha'))
  })

  it('finds a program of another name than its package', () => {
    machine.add('beta', '')

    assert.equal(debianPackage('alpha', 'beta').find(), join(machine.env.PATH ?? '', 'beta'))
    assert.equal(debianPackage('alpha').find(), null)
  })

  it('does not take a folder for a program', () => {
    process.env.PATH = join(machine.dir, '..')

    assert.equal(debianPackage('dir').find(), null)
  })

  it('installs it if it may', async () => {
    runAs(0)
    machine.add('apt-get', '')

    await debianPackage('alpha').fetch()

    assert.deepEqual(used(), ['install'])
  })

  it('looks for new packages if it cannot be installed, and tries again', async () => {
    runAs(0)
    machine.add(
      'apt-get',
      `case "$*" in *update) touch ${machine.dir}/list;; esac; [ -e ${machine.dir}/list ]`,
    )

    await debianPackage('alpha').fetch()

    assert.deepEqual(used(), ['install', 'update', 'install'])
  })

  it('unpacks it into the cache if it may not install, with all it needs', async () => {
    runAs(1000)
    machine.add(
      'apt-get',
      `case "$1" in
        install) echo Inst alpha; echo Inst liba;;
        download) touch "$2.deb" "$3.deb";;
      esac`,
    )
    machine.add(
      'dpkg',
      `mkdir -p usr/bin usr/lib/any-linux-gnu
      echo '#!/bin/sh\necho "$0 $1 $LD_LIBRARY_PATH"' > usr/bin/alpha; chmod +x usr/bin/alpha`,
    )
    const alpha = debianPackage('alpha')

    await alpha.fetch()

    const start = alpha.find() ?? ''
    const root = join(machine.env.XDG_CACHE_HOME ?? '', 'anilibria-service/alpha')
    process.env.PATH = '/usr/bin:/bin'
    assert.equal(
      execFileSync(start, ['hello'], { encoding: 'utf8' }),
      `${root}/usr/bin/alpha hello ${root}/usr/lib/any-linux-gnu\n`,
    )
    assert.deepEqual(machine.calls().slice(1), [
      'apt-get download alpha liba',
      'dpkg -x alpha.deb .',
      'dpkg -x liba.deb .',
    ])
  })

  it('says what to do if it can neither install nor unpack it, and leaves nothing behind', async () => {
    runAs(1000)
    machine.add('apt-get', 'exit 1')

    await assert.rejects(debianPackage('alpha').fetch(), {
      message: 'Cannot fetch alpha: run apt-get install alpha as root',
    })
    assert.deepEqual(readdirSync(join(machine.env.XDG_CACHE_HOME ?? '', 'anilibria-service')), [])
  })

  it('says why it cannot be installed', async () => {
    runAs(0)
    machine.add('apt-get', 'echo Unable to locate package >&2; exit 1')

    await assert.rejects(debianPackage('alpha').fetch(), ({ message, cause }) => {
      assert.equal(message, 'Cannot fetch alpha: apt-get failed')
      assert.match(String(cause), /Unable to locate package/)
      return true
    })
  })

  it('says what to do where there are no Debian packages', async () => {
    await assert.rejects(debianPackage('alpha').fetch(), {
      message: 'Cannot fetch alpha: install it, so that it lies on PATH',
    })
  })
})
