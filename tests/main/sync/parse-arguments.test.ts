import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { parseArguments } from '../../../src/main/sync/parse-arguments.ts'

const hour = 3_600_000

describe('parseArguments()', () => {
  it('reads what is to be brought up to date', () => {
    assert.deepEqual(parseArguments(['--all']), { kind: 'catalogue', sinceMs: null })
    assert.deepEqual(parseArguments(['--title', '9000']), { kind: 'title', titleId: 9000 })
    assert.deepEqual(parseArguments(['--title=9000']), { kind: 'title', titleId: 9000 })
  })

  for (const [text, ms] of [
    ['90m', 1.5 * hour],
    ['12h', 12 * hour],
    ['7d', 168 * hour],
    ['52w', 52 * 168 * hour],
  ] as const) {
    it(`reads ${text} as a period`, () => {
      assert.deepEqual(parseArguments(['--since', text]), { kind: 'catalogue', sinceMs: ms })
    })
  }

  for (const args of [['--help'], ['-h'], ['--all', '--help']]) {
    it(`knows by ${args.join(' ')} that somebody wants help`, () => {
      assert.equal(parseArguments(args), 'help')
    })
  }

  for (const [said, args] of [
    ['Expected one of --all, --title and --since', []],
    ['Expected one of --all, --title and --since', ['--all', '--title', '1']],
    ['Expected one of --all, --title and --since', ['--since', '7d', '--title', '1']],
    ['Cannot read --title 0: expected an id, a positive whole number', ['--title', '0']],
    ['Cannot read --title 1.5: expected an id, a positive whole number', ['--title', '1.5']],
    ['Cannot read --title -5: expected an id, a positive whole number', ['--title=-5']],
    ['Cannot read --title : expected an id, a positive whole number', ['--title', '']],
    ['Cannot read --title 1e3: expected an id, a positive whole number', ['--title', '1e3']],
    ['Cannot read --since 7: expected a period such as 12h, 7d or 2w', ['--since', '7']],
    ['Cannot read --since 0d: expected a period such as 12h, 7d or 2w', ['--since', '0d']],
    ['Cannot read --since 7d2h: expected a period such as 12h, 7d or 2w', ['--since', '7d2h']],
    ['Cannot read --since 7y: expected a period such as 12h, 7d or 2w', ['--since', '7y']],
  ] as const) {
    it(`does not understand ${JSON.stringify(args)}`, () => {
      assert.throws(() => parseArguments(args), { name: 'RangeError', message: said })
    })
  }

  for (const args of [
    ['--everything'],
    ['--title'],
    ['9000'],
    ['--all=yes'],
    ['--all', 'titles'],
  ]) {
    it(`does not know what to do with ${args.join(' ')}`, () => {
      assert.throws(() => parseArguments(args), {
        name: 'RangeError',
        message: /title|argument|option/i,
      })
    })
  }
})
