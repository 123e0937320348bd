import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import process from 'node:process'
import { describe, it } from 'node:test'

/** Standard output is looked at in a process of its own. */
function linesOf(script: string): unknown[] {
  const program = `
    import { createPinoLog } from './src/adapters/pino/log.ts'
    const identity = { service: 'anilibria-service', version: '1.2.3', environment: 'test' }
    const log = createPinoLog({ level: 'info', identity })
    ${script}`
  const output = execFileSync(process.execPath, ['--input-type=module-typescript', '-e', program])
  return output
    .toString()
    .split('\n')
    .flatMap((line) => (line === '' ? [] : JSON.parse(line)))
}

describe('pino log', () => {
  it('writes the same line as the console log', () => {
    const [line] = linesOf(`log.write('settingUnused', { setting: 'A' })`) as [{ time: string }]

    const { time, ...rest } = line
    assert.match(time, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
    assert.deepEqual(rest, {
      level: 'warn',
      service: 'anilibria-service',
      version: '1.2.3',
      environment: 'test',
      setting: 'A',
      msg: 'Setting has no effect yet',
    })
  })

  it('writes nothing below its level', () => {
    assert.deepEqual(linesOf(`log.write('fetchingTitle', { title_id: 1 })`), [])
  })
})
