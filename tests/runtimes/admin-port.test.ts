import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, describe, it } from 'node:test'
import { internalHeaders, internalSecret } from '../support/internal-token.ts'
import { startProcess } from '../support/start-process.ts'
import { createTemporaryFolders } from '../support/temporary-folders.ts'
import { runtimes, unlessMissing } from './runtimes.ts'
import { type Started, start } from './started.ts'

const catalogue = '/api/anilibria/v2'

for (const runtime of runtimes.filter(({ livesLong }) => livesLong)) {
  describe(
    `on ${runtime.name} the service with a port of its own for us`,
    unlessMissing(runtime),
    () => {
      let service: Started
      let ours: string
      before(async () => {
        service = await start(runtime, { ADMIN_PORT: '0', INTERNAL_JWT_SECRET: internalSecret })
        const started = await service.program.line('"msg":"Service started"')
        ours = JSON.parse(started).admin_address
      })
      after(() => service?.end())

      async function statusOf(url: string, init?: RequestInit): Promise<number> {
        const response = await fetch(url, init)
        await response.arrayBuffer()
        return response.status
      }

      for (const path of ['/metrics', '/internal/stats', '/internal/sync/status']) {
        it(`answers ${path} only there`, async () => {
          const headers = await internalHeaders()

          assert.equal(await statusOf(service.url + path, { headers }), 404)
          assert.equal(await statusOf(ours + path, { headers }), 200)
        })
      }

      for (const path of ['/health', '/health/live', '/health/ready']) {
        it(`answers ${path} at both`, async () => {
          assert.equal(await statusOf(service.url + path), 200)
          assert.equal(await statusOf(ours + path), 200)
        })
      }

      it('tells visitors whether it is well, and us what exactly is', async () => {
        const bodyOf = async (url: string) => (await fetch(`${url}/health`)).json()

        assert.deepEqual(await bodyOf(service.url), { status: 'healthy' })
        assert.equal((await bodyOf(ours)).checks.anilibria_api.status, 'healthy')
      })

      it('asks there for a token, too', async () => {
        assert.equal(await statusOf(`${ours}/internal/stats`), 401)
      })

      it('serves titles and events to visitors only', async () => {
        for (const path of ['/titles/9000', '/feed.atom', '/openapi.json']) {
          assert.equal(await statusOf(service.url + catalogue + path), 200, path)
          assert.equal(await statusOf(ours + catalogue + path), 404, path)
        }
        const socket = new WebSocket(`${ours.replace('http', 'ws')}${catalogue}/ws`)
        await new Promise((resolve) => socket.addEventListener('error', resolve))
      })

      it('tells visitors of no internal route', async () => {
        const pathsAt = async (url: string) => {
          const { paths } = await (await fetch(`${url}/openapi.json`)).json()
          return Object.keys(paths).map((path) => path.split('/')[1])
        }

        assert.deepEqual([...new Set(await pathsAt(service.url))].sort(), ['api', 'health'])
        assert.deepEqual([...new Set(await pathsAt(ours))].sort(), ['health', 'internal'])
      })

      it('counts there what visitors asked for', async () => {
        await service.api('/titles/9000')

        const text = await (await fetch(`${ours}/metrics`)).text()

        const counted = new RegExp(
          `^anilibria_http_requests_total\\{.*${catalogue}/titles/.*\\} [1-9]`,
          'm',
        )
        assert.match(text, counted)
      })

      it('does not start if that is taken, and names it', async () => {
        const other = createServer()
        await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
        const { port } = other.address() as AddressInfo
        const folders = createTemporaryFolders()
        const env = {
          HOST: '127.0.0.1',
          PORT: '0',
          ADMIN_PORT: `${port}`,
          DATA_DIR: folders.make(),
        }

        const program = startProcess(runtime.command, env)

        assert.equal(await program.ended, 1)
        assert.ok(program.output().includes(`Cannot listen on http://127.0.0.1:${port}: `))
        other.close()
        folders.removeAll()
      })

      it('ends well when it is told to stop', async () => {
        service.program.signal('SIGTERM')

        assert.equal(await service.program.ended, 0)
      })
    },
  )
}
