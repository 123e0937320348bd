import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import process from 'node:process'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { createFakeMachine, type FakeMachine } from './fake-machine.ts'

const command = [
  '--test',
  '--test-global-setup=tests/servers/fetching/global-setup.ts',
  'tests/servers/servers.test.ts',
]

// Three processes of Node's take some 200 ms.
describe('npm test where no server can be had', () => {
  let machine: FakeMachine
  beforeEach(() => {
    machine = createFakeMachine()
    for (const program of ['apt-get', 'go']) machine.add(program, 'exit 1')
  })
  afterEach(() => machine.end())

  function run(env: Readonly<Record<string, string>>) {
    return spawnSync(process.execPath, command, {
      env: { ...machine.env, ...env },
      encoding: 'utf8',
    })
  }

  it('succeeds, fetches nothing, and closes with a table of what was left out', () => {
    const { status, stdout } = run({})

    assert.equal(status, 0)
    assert.match(stdout, /ℹ fail 0\n.*\nLeft out: .*npm run servers\n {2}redis .*mongodb /s)
    assert.deepEqual(machine.calls(), [])
  })

  it('fails on CI, says why, and closes as ever', () => {
    const { status, stdout } = run({ CI: 'true' })

    assert.notEqual(status, 0)
    assert.match(
      stdout,
      /^redis: fetching \(Debian package redis-server\) …\nredis: .*Cannot fetch redis-server/s,
    )
    assert.match(stdout, /\nℹ tests \d+\n.*\nℹ fail [1-9]/s)
    assert.doesNotMatch(stdout, /Left out/)
  })
})
