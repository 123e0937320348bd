import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { keepAwake } from './awake.ts'

describe('keepAwake()', () => {
  let folder: string
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'awake-'))
  })
  after(() => rmSync(folder, { recursive: true }))

  function kept(driver: string) {
    const files = { latency: join(folder, 'latency'), driver: join(folder, 'driver') }
    writeFileSync(files.latency, '')
    writeFileSync(files.driver, driver)
    const awake = keepAwake(files)
    awake.release()
    return { works: awake.works, latency: readFileSync(files.latency) }
  }

  it('asks for no wait at all, where the kernel puts cores to sleep', () => {
    assert.deepEqual(kept('haltpoll\n'), { works: true, latency: Buffer.alloc(4) })
  })

  it('says that it is in vain where the machine beneath does that', () => {
    assert.equal(kept('none\n').works, false)
  })

  it('says that it is in vain where nobody can be asked', () => {
    assert.equal(keepAwake({ latency: join(folder, 'nothing') }).works, false)
  })
})
