import assert from 'node:assert/strict'
import process from 'node:process'
import { after, afterEach, before, beforeEach, describe, it } from 'node:test'
import { openSqliteStore } from '../../../src/adapters/sqlite/store.ts'
import { titleIn } from '../../../src/core/events/recording-titles.ts'
import { type Program, startProcess } from '../../support/start-process.ts'
import { createTemporaryFolders, type TemporaryFolders } from '../../support/temporary-folders.ts'
import { startUpstream, type Upstream } from '../../support/upstream/start-upstream.ts'

// Each starts a process or two, which takes about a second; the whole catalogue takes some more.
describe('npm run sync', () => {
  let upstream: Upstream
  let folders: TemporaryFolders
  let dataDir: string
  before(async () => {
    upstream = await startUpstream()
  })
  beforeEach(() => {
    folders = createTemporaryFolders()
    dataDir = folders.make()
  })
  afterEach(() => {
    upstream.reset()
    upstream.forgetRequests()
    folders.removeAll()
  })
  after(() => upstream.stop())

  function start(args: readonly string[], env: Readonly<Record<string, string>> = {}): Program {
    return startProcess([process.execPath, 'src/main/sync.ts', ...args], {
      DATA_DIR: dataDir,
      ANILIBRIA_API_URLS: upstream.url,
      ANILIBRIA_REQUESTS_PER_SECOND: '0',
      ...env,
    })
  }

  /** Its exit code, and the lines it wrote. */
  async function run(args: readonly string[], env?: Readonly<Record<string, string>>) {
    const program = start(args, env)
    const code = await program.ended
    return { code, lines: program.output().split('\n') }
  }

  async function stored<T>(
    read: (store: Awaited<ReturnType<typeof openSqliteStore>>) => Promise<T>,
  ) {
    const store = await openSqliteStore(dataDir)
    return read(store).finally(store.close)
  }

  it('stores one title', async () => {
    assert.deepEqual(await run(['--title', '413']), {
      code: 0,
      lines: ['Title 413: synced, 131 episodes'],
    })

    const kept = await stored(({ titles }) => titles.read('title:413'))
    assert.equal(kept && titleIn(kept)?.id, 413)
    assert.deepEqual((await run(['--title', '413'])).lines, ['Title 413: unchanged, 131 episodes'])
  })

  it('ends with 1 where AniLibria does not know the title', async () => {
    assert.deepEqual(await run(['--title', '424242']), {
      code: 1,
      lines: ['Title 424242: failed, AniLibria does not know it'],
    })
  })

  it('fetches what AniLibria has touched since then, and no more', async () => {
    upstream.publishEpisode({ title_id: 10126 })
    upstream.publishTitle({ id: 10999 })
    upstream.forgetRequests()

    const { code, lines } = await run(['--since', '7d'])

    assert.equal(code, 0)
    assert.deepEqual(lines, [
      '2 titles: 2 synced, 0 unchanged, 0 failed',
      'Synced 2, unchanged 0, failed 0',
      'The store holds 2 titles',
    ])
    assert.equal(upstream.requests()['/anime/releases/list'], 1)
  })

  it('goes on where Ctrl-C has interrupted it, and ends with all titles', async () => {
    const interrupted = start(['--all'])
    await interrupted.line('300 of ')
    interrupted.signal('SIGINT')
    assert.equal(await interrupted.ended, 130)
    assert.match(interrupted.output(), /\nInterrupted\nThe same command goes on from here$/)
    const before = Number(/(\d+) of \d+ titles:[^\n]*\nInterrupted/.exec(interrupted.output())?.[1])

    const { code, lines } = await run(['--all'])

    const total = Number(/\d+ of (\d+) titles/.exec(lines[0] ?? '')?.[1])
    assert.equal(code, 0)
    assert.ok(total >= 2000, lines[0])
    assert.match(lines[0] ?? '', new RegExp(`^${before + 50} of ${total} titles: `))
    assert.match(lines.at(-2) ?? '', /^Synced \d+, unchanged \d+, failed 0$/)
    assert.equal(lines.at(-1), `The store holds ${total} titles`)
    // 25 titles are asked for at once; those of the page in the middle may have been in vain.
    const asked = upstream.requests()['/anime/releases/list'] ?? 0
    assert.ok(asked <= Math.ceil(total / 25) + 2, `asked ${asked} times for ${total} titles`)
  })

  it('ends with 1 while AniLibria is down, and says what to do', async () => {
    upstream.pull({ fault: 'down' })

    const { code, lines } = await run(['--all'])

    assert.equal(code, 1)
    assert.match(lines[0] ?? '', /^Failed: Cannot reach AniLibria: no host has answered/)
    assert.deepEqual(lines.slice(1), ['The same command goes on from here'])
  })

  it('says how it is used where it was used otherwise, and does nothing', async () => {
    const { code, lines } = await run(['--title', 'frieren'])

    assert.equal(code, 2)
    assert.equal(lines[0], 'Cannot read --title frieren: expected an id, a positive whole number')
    assert.match(lines[1] ?? '', /^Usage: npm run sync -- --all \| --title ID \| --since PERIOD$/)
    assert.equal(upstream.requests().total, 0)
  })

  it('says how it is used where somebody asks', async () => {
    const { code, lines } = await run(['--help'])

    assert.equal(code, 0)
    assert.match(lines[0] ?? '', /^Usage: /)
  })

  it('says what is wrong with the settings, as the service does', async () => {
    const { code, lines } = await run(['--all'], { MONGODB_URI: 'x', REDIS_URL: 'y' })

    assert.equal(code, 1)
    assert.deepEqual(
      lines.map((line) => line.split(':')[0]),
      ['Cannot start', 'Cannot read REDIS_URL', 'Cannot read MONGODB_URI'],
    )
  })
})
