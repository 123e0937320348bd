import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { fetchedTable, leftOutTable } from './closing-table.ts'
import { fakeSource } from './fake-source.ts'
import { fetchMissing } from './fetch-missing.ts'

const sources = () => ({
  alpha: fakeSource('a', 'here'),
  beta: fakeSource('package b', 'nowhere'),
  gamma: fakeSource('c', 'fetchable'),
})

describe('fetchMissing()', () => {
  it('fetches what is missing, tells how it goes, and goes on if something cannot be had', async () => {
    const { alpha, beta, gamma } = sources()
    const lines: string[] = []

    await fetchMissing({ alpha, beta, gamma }, (line) => lines.push(line))

    assert.equal(gamma.find(), '/bin/c')
    assert.deepEqual(lines, [
      'beta: fetching (package b) …',
      'beta: Cannot fetch package b: buy a disk\nno space left',
      'gamma: fetching (c) …',
      'gamma: here after 0 s',
    ])
  })

  it('tells that a program is not where it was to be fetched to', async () => {
    const lost = { ...fakeSource('a', 'nowhere'), fetch: async () => {} }

    const [{ problem } = { problem: null }] = await fetchMissing({ lost }, () => {})

    assert.equal(problem, 'Cannot find a, though it was fetched')
  })
})

describe('the closing table', () => {
  it('says where each server lies, or what to do about it', async () => {
    const all = await fetchMissing(sources(), () => {})

    assert.equal(
      fetchedTable(all),
      `  alpha  a          was here: /bin/a
  beta   package b  Cannot fetch package b: buy a disk
  gamma  c          fetched in 0 s: /bin/c
`,
    )
  })

  it('names the servers that tests went without, and what fetches them', () => {
    assert.equal(
      leftOutTable(sources()),
      `Left out: tests with servers that are not here. To fetch them: npm run servers
  beta   package b
  gamma  c
`,
    )
  })

  it('is not there if nothing was left out', () => {
    assert.equal(leftOutTable({ alpha: fakeSource('a', 'here') }), '')
  })
})
