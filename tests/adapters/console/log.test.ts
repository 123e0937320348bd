import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createConsoleLog } from '../../../src/adapters/console/log.ts'

const identity = { service: 'anilibria-service', version: '1.2.3', environment: 'test' }

describe('console log', () => {
  it('writes a JSON line with the fields that are known', () => {
    const lines: string[] = []
    const print = (line: string) => void lines.push(line)
    const log = createConsoleLog({ level: 'info', identity, print, now: () => 0 })

    log.write('internalRoutesOff', { setting: undefined })

    assert.deepEqual(
      lines.map((line) => JSON.parse(line)),
      [
        {
          level: 'warn',
          time: '1970-01-01T00:00:00.000Z',
          ...identity,
          msg: 'Internal routes are off',
        },
      ],
    )
  })

  it('writes nothing below its level', () => {
    const lines: string[] = []
    const print = (line: string) => void lines.push(line)

    createConsoleLog({ level: 'info', identity, print }).write('fetchingTitle', { title_id: 1 })
    createConsoleLog({ level: 'silent', identity, print }).write('internalRoutesOff', {
      setting: 'A',
    })

    assert.deepEqual(lines, [])
  })
})
