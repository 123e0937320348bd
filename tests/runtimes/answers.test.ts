import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { bugsIn } from './bugs-in.ts'
import { runtimes, unlessMissing } from './runtimes.ts'
import { type Started, start } from './started.ts'

for (const runtime of runtimes) {
  describe(`on ${runtime.name} the service`, unlessMissing(runtime), () => {
    let service: Started
    before(async () => {
      service = await start(runtime)
    })
    after(() => service?.end())

    it('serves a title with its episodes', async () => {
      const response = await service.api('/titles/9000')

      assert.equal(response.status, 200)
      assert.equal(response.headers.get('Content-Type'), 'application/json')
      const { data } = await response.json()
      assert.equal(data.id, 9000)
      assert.equal(data.episodes.list[0].id, '95db068f-789e-11ec-ae92-0242ac120002')
    })

    it('serves a page of titles', async () => {
      const response = await service.api('/titles?limit=3&sort=rating')

      assert.equal(response.status, 200)
      const { data, pagination } = await response.json()
      assert.equal(data.length, 3)
      assert.equal(pagination.limit, 3)
    })

    it('says what is wrong with a query', async () => {
      const response = await service.api('/titles?page=0&limit=many')

      assert.equal(response.status, 400)
      assert.equal(response.headers.get('Content-Type'), 'application/problem+json')
      const { code, errors } = await response.json()
      assert.equal(code, 'INVALID_REQUEST')
      assert.deepEqual(
        errors.map(({ path }: { path: string }) => path),
        ['page', 'limit'],
      )
    })

    it('says that there is no such title', async () => {
      const response = await service.api('/titles/987654')

      assert.equal(response.status, 404)
      assert.equal((await response.json()).code, 'TITLE_NOT_FOUND')
    })

    it('says that there is no such route', async () => {
      const response = await service.api('/tittles')

      assert.equal(response.status, 404)
      assert.equal((await response.json()).code, 'ROUTE_NOT_FOUND')
    })

    it('says which methods a route has', async () => {
      const response = await service.api('/titles/9000', { method: 'DELETE' })

      assert.equal(response.status, 405)
      assert.deepEqual(response.headers.get('Allow')?.split(', ').sort(), ['GET', 'HEAD'])
      assert.equal((await response.json()).code, 'METHOD_NOT_ALLOWED')
    })

    for (const method of ['GET', 'HEAD']) {
      it(`answers ${method} with 304 if the caller has the answer already`, async () => {
        const first = await service.api('/titles/9000', { method })
        const etag = first.headers.get('ETag') ?? ''
        const size = (await first.arrayBuffer()).byteLength

        const second = await service.api('/titles/9000', {
          method,
          headers: { 'If-None-Match': etag },
        })

        assert.equal(first.status, 200)
        assert.equal(size > 0, method === 'GET')
        assert.match(etag, /^"[\da-f]{24}"$/)
        assert.equal(second.status, 304)
        assert.equal(second.headers.get('ETag'), etag)
        assert.equal((await second.arrayBuffer()).byteLength, 0)
      })
    }

    it('gives every request an id of its own', async () => {
      const responses = await Promise.all(['/titles/9000', '/nothing'].map((p) => service.api(p)))
      const ids = responses.map(({ headers }) => headers.get('X-Request-ID') ?? '')

      assert.equal(new Set(ids).size, 2)
      for (const id of ids) assert.match(id, /^[\da-f-]{36}$/)
    })

    it(`${runtime.livesLong ? 'takes' : 'does not take'} the id that a peer here sent`, async () => {
      const headers = { 'X-Request-ID': 'from-a-proxy' }

      const response = await service.api('/titles/9000', { headers })

      const taken = response.headers.get('X-Request-ID') === 'from-a-proxy'
      assert.equal(taken, runtime.livesLong)
    })

    it('is healthy, alive and ready', async () => {
      for (const path of ['/health', '/health/live', '/health/ready']) {
        const response = await service.ask(path)

        assert.equal(response.status, 200, path)
        assert.equal((await response.json()).status, 'healthy', path)
      }
    })

    it(runtime.livesLong ? 'shows its metrics' : 'has no metrics to show', async () => {
      const response = await service.ask('/metrics')
      const said = await response.text()

      assert.equal(response.status, runtime.livesLong ? 200 : 404)
      assert.equal(said.includes(`runtime="${runtime.name}"`), runtime.livesLong)
    })

    it('asks AniLibria once for what many ask at once', async () => {
      service.upstream.pull({ fault: 'slow', delay_ms: 500, path: '/anime/releases/7439' })
      const asked = Array.from({ length: 30 }, () => service.api('/titles/7439'))
      const responses = await Promise.all(asked)
      service.upstream.reset()

      const bodies = await Promise.all(responses.map((response) => response.text()))
      assert.equal(new Set(bodies).size, 1)
      assert.equal(JSON.parse(bodies[0] ?? '').data.id, 7439)
      assert.equal(service.upstream.requests()['/anime/releases/7439'], 1)
    })

    it('has met no bug in all of this', () => {
      assert.deepEqual(bugsIn(service.program.output()), [])
    })
  })
}
