import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { startInFrontOf } from '../../deploy/proxy/in-front-of.ts'
import { proxies } from '../../deploy/proxy/proxies.ts'
import { runtimes } from '../../runtimes/runtimes.ts'
import { type Started, start } from '../../runtimes/started.ts'
import { until } from '../../runtimes/until.ts'
import { missing } from '../../servers/missing.ts'
import type { GuardedProcess } from '../../servers/running/guarded-process.ts'
import type { Server } from '../../servers/running/start-server.ts'
import { createTemporaryFolders } from '../../support/temporary-folders.ts'
import { openInChromium } from './chromium.ts'
import { startToldPage, type ToldPage } from './told-page.ts'

const [node] = runtimes

// A browser takes its time to start, and AniLibria is looked at once a second.
for (const inFront of proxies) {
  describe(`a page in Chromium that follows events through ${inFront.name}`, {
    skip: missing('chromium', inFront.name),
  }, () => {
    const folders = createTemporaryFolders()
    let page: ToldPage
    let service: Started
    let proxy: Server
    let browser: GuardedProcess
    before(async () => {
      page = await startToldPage(() => `${proxy.url}/api/anilibria/v2`)
      const env = { WATCH_INTERVAL: '1', CORS_ORIGINS: page.origin }
      assert.ok(node)
      service = await start(node, env)
      await service.program.line('Catalogue seen for the first time')
      proxy = await startInFrontOf(service.url, inFront)
      browser = openInChromium(page.url, folders.make())
    })
    after(async () => {
      await browser?.kill()
      await proxy?.stop()
      await service?.end()
      page?.stop()
      folders.removeAll()
    })

    const both = () => [page.heard('WebSocket'), page.heard('EventSource')]
    const publish = () => {
      const { ordinal } = service.upstream.publishEpisode({ title_id: 9000 })
      return `new_episode-9000-${ordinal}`
    }

    it('hears of an event by its WebSocket and by its EventSource', async () => {
      await until(() => both().every((heard) => heard.length === 1))

      const id = publish()
      await until(() => both().every((heard) => heard.length === 2))

      assert.deepEqual(both(), [
        ['open', id],
        ['open', id],
      ])
    })

    it('hears by its EventSource what happened while the proxy was gone', async () => {
      const before = page.heard('EventSource').length
      await proxy.kill()
      const id = publish()
      await until(
        async () => (await (await service.api('/feed.atom')).text()).split('<entry>').length > 2,
      )

      await proxy.restart()
      await until(() => page.heard('EventSource').length === before + 2)

      assert.deepEqual(page.heard('EventSource').slice(before), ['open', id])
    })
  })
}
