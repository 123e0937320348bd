import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { runtimes, unlessMissing } from './runtimes.ts'
import { type Started, start } from './started.ts'

for (const runtime of runtimes.filter(({ livesLong }) => livesLong)) {
  describe(`on ${runtime.name} the service, after a restart`, unlessMissing(runtime), () => {
    let service: Started
    before(async () => {
      service = await start(runtime)
    })
    after(() => service?.end())

    it('serves what it knew, by id and by alias, though AniLibria is down', async () => {
      const before = await service.api('/titles/9000')
      service.upstream.pull({ fault: 'down' })
      await service.restart()

      const byId = await service.api('/titles/9000')
      const byAlias = await service.api('/titles/kizumonogatari-iii-reiketsu-hen')

      assert.equal(before.status, 200)
      const body = await before.text()
      for (const response of [byId, byAlias]) {
        assert.equal(response.status, 200)
        assert.equal(response.headers.get('ETag'), before.headers.get('ETag'))
        assert.equal(await response.text(), body)
      }
      assert.match(byId.headers.get('Cache-Status') ?? '', /hit; detail=database/)
    })
  })
}
