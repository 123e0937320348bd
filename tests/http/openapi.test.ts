import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { z } from 'zod'
import { envelope, page } from '../../src/http/schemas/responses.ts'
import * as schemas from '../../src/http/schemas/title.ts'
import { createWorld, type World } from '../support/world.ts'

describe('GET /openapi.json', () => {
  let world: World
  before(async () => {
    world = await createWorld()
  })
  after(() => world.end())

  it('is OpenAPI 3.1, the same at the root and under the prefix', async () => {
    const root = await world.ask('/openapi.json')
    const prefixed = await world.api('/openapi.json')

    const document = await root.json()
    assert.equal(document.openapi, '3.1.0')
    assert.deepEqual(await prefixed.json(), document)
  })

  it('describes every route that is served, and no other', async () => {
    const { paths } = await (await world.ask('/openapi.json')).json()

    const api = '/api/anilibria/v2'
    const lists = ['titles', 'search', 'updates', 'random', 'genres', 'schedule']
    const news = ['ws', 'events', 'feed.atom']
    const expected = [
      ...[...lists, ...news].map((name) => `${api}/${name}`),
      `${api}/titles/{idOrAlias}`,
      '/health',
      '/health/live',
      '/health/ready',
    ]
    assert.deepEqual(Object.keys(paths).sort(), expected.sort())
  })

  const list = (schema: z.ZodType) => envelope(z.array(schema))
  const answers: Readonly<Record<string, z.ZodType>> = {
    '/titles/413': envelope(schemas.titleSchema),
    '/titles?limit=50': page(z.array(schemas.titleSummarySchema)),
    '/titles?ids=9000,9820': page(z.array(schemas.titleSummarySchema)),
    '/search?q=naruto': list(schemas.titleSummarySchema),
    '/updates?limit=50': list(schemas.updatedTitleSchema),
    '/random': envelope(schemas.titleSummarySchema),
    '/genres': list(schemas.genreSchema),
    '/schedule': list(schemas.scheduleDaySchema),
  }
  for (const [path, schema] of Object.entries(answers)) {
    it(`says what ${path} answers, to the last field`, async () => {
      const body = await (await world.api(path)).json()

      assert.deepEqual(schema.parse(body), body)
    })
  }
})
