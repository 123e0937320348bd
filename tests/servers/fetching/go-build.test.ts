import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import process from 'node:process'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { promisify } from 'node:util'
import { createFakeMachine, type FakeMachine } from './fake-machine.ts'
import { goBuild } from './go-build.ts'

/** Writes what it builds from in place of a program. */
const fakeGo = 'cat main.go > "$4"'

describe('goBuild()', () => {
  let machine: FakeMachine
  beforeEach(() => {
    machine = createFakeMachine()
    writeFileSync(join(machine.dir, 'main.go'), 'one')
  })
  afterEach(() => machine.end())

  it('builds from the module in a folder into the cache', async () => {
    machine.add('go', fakeGo)
    const source = goBuild(machine.dir)
    assert.equal(source.find(), null)

    await source.fetch()

    const path = source.find() ?? ''
    assert.equal(readFileSync(path, 'utf8'), 'one')
    assert.equal(dirname(path), join(machine.env.XDG_CACHE_HOME ?? '', 'anilibria-service'))
  })

  it('builds a tool that the module names, and calls it so', async () => {
    machine.add('go', fakeGo)
    const tool = goBuild(machine.dir, 'example.org/alpha/cmd/beta')

    await tool.fetch()

    assert.match(machine.calls()[0] ?? '', / example\.org\/alpha\/cmd\/beta$/)
    assert.match(basename(tool.find() ?? ''), /^beta-/)
    assert.equal(goBuild(machine.dir).find(), null)
  })

  it('has to build again once a file has changed', async () => {
    machine.add('go', fakeGo)
    const source = goBuild(machine.dir)
    await source.fetch()

    writeFileSync(join(machine.dir, 'main.go'), 'two')

    assert.equal(source.find(), null)
    await source.fetch()
    assert.equal(readFileSync(source.find() ?? '', 'utf8'), 'two')
  })

  // Two processes of Node's take some 100 ms.
  it('lets two processes build at once', async () => {
    machine.add('go', `${fakeGo}; sleep 0.1`)
    const build = [
      `import { goBuild } from '${join(import.meta.dirname, 'go-build.ts')}'`,
      `await goBuild('${machine.dir}').fetch()`,
    ].join('\n')
    const start = () =>
      promisify(execFile)(process.execPath, ['--input-type=module', '--eval', build])

    await Promise.all([start(), start()])

    const path = goBuild(machine.dir).find() ?? ''
    assert.equal(machine.calls().length, 2)
    assert.equal(readFileSync(path, 'utf8'), 'one')
    assert.equal(readdirSync(dirname(path)).length, 1)
  })

  it('tells why Go could not build', async () => {
    machine.add('go', 'echo main.go:1: syntax error >&2; exit 1')

    await assert.rejects(goBuild(machine.dir).fetch(), ({ message, cause }) => {
      assert.equal(message, `Cannot build ${machine.dir}: Go failed`)
      assert.match(String(cause), /syntax error/)
      return true
    })
  })
})
