import assert from 'node:assert/strict'
import { execFileSync, spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { text } from 'node:stream/consumers'
import { after, describe, it } from 'node:test'
import { linesOf } from '../../support/log-lines.ts'
import { createTemporaryFolders } from '../../support/temporary-folders.ts'

const program = join(import.meta.dirname, '../../support/log-writer.ts')
const options = 'Deno' in globalThis ? ['run', '-A', '--no-check'] : []
const command = [...options, program]

const folders = createTemporaryFolders()
after(folders.removeAll)

/** What a scene of the program writes to a pipe that is read. */
function written(scene: string): string {
  return execFileSync(process.execPath, [...command, scene]).toString()
}

/** What the program tells of a scene in which its pipe is left alone, or shut. */
async function toldOf(scene: string, shut: boolean): Promise<{ dropped: number; longest: number }> {
  const child = spawn(process.execPath, [...command, scene], { stdio: ['ignore', 'pipe', 'pipe'] })
  child.stdout.pause()
  if (shut) child.stdout.destroy()
  const told = await text(child.stderr)
  child.stdout.destroy()
  return JSON.parse(told)
}

describe('standard output', () => {
  it('gets every line, one by one', () => {
    assert.equal(linesOf(written('lots')).length, 20)
  })

  it('gets what was written before the process ended', () => {
    assert.equal(linesOf(written('exit')).length, 3)
  })

  it('gets more than a pipe holds if that is waited for', () => {
    assert.equal(linesOf(written('flush')).length, 5000)
  })

  it('may be a file', () => {
    const file = join(folders.make(), 'log')
    const out = openSync(file, 'w')
    execFileSync(process.execPath, [...command, 'lots'], { stdio: ['ignore', out, 'inherit'] })
    closeSync(out)

    assert.equal(linesOf(readFileSync(file, 'utf8')).length, 20)
  })

  it('may be left by its reader: lines are dropped and counted', async () => {
    const { dropped } = await toldOf('told', true)

    assert.ok(dropped > 10, `only ${dropped} of 20`)
  })

  // Writes 40 MB.
  it('may be ignored by its reader: nobody waits, and only so much is kept', async () => {
    const { dropped, longest } = await toldOf('flood', false)

    assert.ok(dropped > 50_000, `only ${dropped} of 100 000`)
    assert.ok(longest < 500, `nothing else could be done for ${longest} ms`)
  })
})
