import assert from 'node:assert/strict'
import process from 'node:process'
import { after, before, describe, it } from 'node:test'
import { until } from '../runtimes/until.ts'
import { missing } from '../servers/missing.ts'
import { type Program, startProcess } from '../support/start-process.ts'
import { wholeStack } from './whole-stack.ts'

// The whole system takes some 3 s to start.
describe('npm run stack', { skip: missing(...wholeStack) }, () => {
  let program: Program
  let printed: readonly string[]
  before(async () => {
    program = startProcess([process.execPath, 'tests/stack/main.ts'], { STACK_PORTS: 'free' })
    await program.line('Ctrl-C ends everything.')
    printed = [...program.output().matchAll(/^ {2}(http:\S+)$/gm)].map(([, url = '']) => url)
  })
  after(() => program?.end())

  it('prints addresses at which somebody answers', async () => {
    assert.equal(printed.length, 7)
    for (const url of printed) assert.equal((await fetch(url)).status, 200, url)
  })

  it('has visitors at both replicas', async () => {
    const visits = /^anilibria_http_requests_total\{.*endpoint="\/api.*\} [1-9]/m
    for (const url of printed.filter((url) => url.endsWith('/metrics'))) {
      await until(async () => visits.test(await (await fetch(url)).text()))
    }
  })

  it('ends everything on Ctrl-C', { timeout: 20_000 }, async () => {
    program.signal('SIGINT')

    assert.equal(await program.ended, 0)
    for (const url of printed) await assert.rejects(fetch(url), url)
  })
})
