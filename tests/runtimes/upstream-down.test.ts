import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { bugsIn } from './bugs-in.ts'
import { runtimes, unlessMissing } from './runtimes.ts'
import { type Started, start } from './started.ts'

for (const runtime of runtimes) {
  describe(
    `on ${runtime.name}, while AniLibria is down, the service`,
    unlessMissing(runtime),
    () => {
      let service: Started
      before(async () => {
        service = await start(runtime, { CACHE_TTL_MEMORY: '1', CACHE_TTL_DATABASE: '1' })
      })
      after(() => service?.end())

      it('serves what it knows, though it is stale', async () => {
        const fresh = await service.api('/titles/9000')
        service.upstream.pull({ fault: 'down' })
        // A second is the shortest lifetime there is.
        await setTimeout(1100)

        const stale = await service.api('/titles/9000')

        assert.equal(stale.status, 200)
        assert.match(stale.headers.get('Cache-Status') ?? '', /; ttl=-\d+$/)
        assert.equal(stale.headers.get('ETag'), fresh.headers.get('ETag'))
        assert.equal(await stale.text(), await fresh.text())
      })

      it('says when to come back for what it does not know', async () => {
        const response = await service.api('/titles/7439')

        assert.equal(response.status, 503)
        assert.equal(response.headers.get('Content-Type'), 'application/problem+json')
        assert.ok(Number(response.headers.get('Retry-After')) >= 1)
        assert.equal((await response.json()).code, 'UPSTREAM_UNAVAILABLE')
      })

      it('stays ready, and answers again as soon as AniLibria does', async () => {
        const ready = await service.ask('/health/ready')
        service.upstream.reset()

        const response = await service.api('/titles/7439')

        assert.equal(ready.status, 200)
        assert.equal(response.status, 200)
        assert.equal((await response.json()).data.id, 7439)
      })

      it('has met no bug in all of this', () => {
        assert.deepEqual(bugsIn(service.program.output()), [])
      })
    },
  )
}
