import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { newProgress } from '../../../src/core/sync/catalogue-progress.ts'
import { showProgress, summaryOf } from '../../../src/main/sync/show-progress.ts'
import { createFakeOutput } from './fake-output.ts'

const begun = { ...newProgress(null, 1_000), pages: 4, total: 180 }
const second = { ...begun, page: 2, synced: 30, unchanged: 20 }
const third = { ...begun, page: 3, synced: 70, unchanged: 29, failed: 1 }
const finished = { ...begun, page: 4, synced: 160, unchanged: 23, failed: 1, finishedAt: 2_000 }

describe('progress in a terminal', () => {
  it('is a bar that is drawn over, and left for what comes next', () => {
    const output = createFakeOutput({ isTTY: true, columns: 120 })
    const { show, end } = showProgress(output)

    for (const progress of [second, third, finished]) show(progress)
    end()
    output.write('Synced')

    assert.deepEqual(output.text().split('\r'), [
      '',
      '[#####...............] 50 of 180 titles: 30 synced, 20 unchanged, 0 failed\u001b[K',
      '[##########..........] 100 of 180 titles: 70 synced, 29 unchanged, 1 failed\u001b[K',
      '[####################] 180 of 180 titles: 160 synced, 23 unchanged, 1 failed\u001b[K\nSynced',
    ])
  })

  for (const [columns, width] of [
    [40, 39],
    [undefined, 79],
    [0, 79],
  ] as const) {
    it(`takes one line of a terminal that is ${columns} wide`, () => {
      const many = { ...begun, page: 2, synced: 1_000_000_000, unchanged: 1_000_000_000 }
      const output = createFakeOutput({ isTTY: true, ...(columns !== undefined && { columns }) })

      showProgress(output).show(many)

      assert.equal(output.text().slice(1, -'\u001b[K'.length).length, width)
    })
  }

  it('leaves no line behind that was not begun', () => {
    const output = createFakeOutput({ isTTY: true })
    const { show, end } = showProgress(output)

    end()
    show(second)
    end()
    end()

    assert.equal(output.text().split('\n').length, 2)
  })
})

describe('progress elsewhere', () => {
  it('is a line for each page, and none for the end', () => {
    const output = createFakeOutput()
    const { show, end } = showProgress(output)

    for (const progress of [second, third, finished]) show(progress)
    end()

    assert.equal(
      output.text(),
      `50 of 180 titles: 30 synced, 20 unchanged, 0 failed
100 of 180 titles: 70 synced, 29 unchanged, 1 failed
`,
    )
  })

  it('does not say of how many, where nobody knows how many are new', () => {
    const output = createFakeOutput()

    showProgress(output).show({ ...second, since: 500 })

    assert.equal(output.text(), '50 titles: 30 synced, 20 unchanged, 0 failed\n')
  })
})

describe('the summary', () => {
  it('says what came of all titles', () => {
    assert.equal(summaryOf(second), 'Synced 30, unchanged 20, failed 0')
  })

  it('says why titles failed, and of how many it does not know why', () => {
    const failures = [
      { titleId: 7, reason: 'AniLibria does not know it' },
      { titleId: 9, reason: 'Cannot ask AniLibria so: it says 422' },
    ]

    assert.equal(
      summaryOf({ ...third, failed: 5, failures }),
      `Synced 70, unchanged 29, failed 5
  title 7: AniLibria does not know it
  title 9: Cannot ask AniLibria so: it says 422
  and 3 more`,
    )
  })
})
