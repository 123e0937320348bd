import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import type { LogKey } from '../../src/telemetry/log.ts'
import { type LogEvent, logs } from '../../src/telemetry/logs.ts'
import { everywhere, isYetToCome } from '../support/log-lines.ts'

const source = globSync('src/**/*.ts')
  .filter((file) => file !== 'src/telemetry/logs.ts')
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n')

describe('the table of log events', () => {
  for (const [key, event] of Object.entries<LogEvent>(logs)) {
    it(`is right in saying ${isYetToCome(key as LogKey) ? 'not ' : ''}that ${key} is written`, () => {
      assert.equal(source.includes(`'${key}'`), !isYetToCome(key as LogKey))
    })

    it(`gives ${key} no field that every line has`, () => {
      assert.deepEqual(
        event.fields.filter((field) => everywhere.includes(field)),
        [],
      )
    })
  }

  it('tells its events apart by message and level', () => {
    const names = Object.values(logs).map(({ message, level }) => `${level} ${message}`)

    assert.deepEqual(
      names.filter((name, index) => names.indexOf(name) !== index),
      [],
    )
  })
})
