import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { createChance } from './catalogue/chance.ts'
import type { Shelf } from './catalogue/shelf.ts'
import { genres } from './fixtures/genres.ts'
import type { Levers } from './levers/levers.ts'
import { seenFrom } from './levers/seen-from.ts'
import { trouble } from './levers/trouble.ts'
import type { Publishing } from './publishing/publishing.ts'
import { Unpublishable } from './publishing/unpublishable.ts'
import type { RequestLog } from './request-log.ts'
import { catalog } from './routes/catalog.ts'
import { chosenFields } from './routes/chosen-fields.ts'
import { leverRoutes, publishRoutes, requestRoutes } from './routes/control.ts'
import { releases } from './routes/releases.ts'
import { schedule } from './routes/schedule.ts'
import { site } from './routes/site.ts'
import { apiPath, apiRoot, type UpstreamEnv } from './upstream-env.ts'

export interface Parts {
  readonly shelf: Shelf
  readonly levers: Levers
  readonly publishing: Publishing
  readonly log: RequestLog
}

/** AniLiberty's API under `/api/v1`, and beside it what moves it. */
export function upstreamApp(parts: Parts): Hono<UpstreamEnv> {
  const app = new Hono<UpstreamEnv>()
  app.route(apiRoot, api(parts))
  app.route('/levers', leverRoutes(parts.levers))
  app.route('/publish', publishRoutes(parts.publishing))
  app.route('/requests', requestRoutes(parts.log))
  app.notFound((c) => c.json({ message: `The route ${c.req.path} could not be found.` }, 404))
  app.onError((error, c) => {
    if (error instanceof HTTPException) return error.getResponse()
    if (error instanceof Unpublishable) return c.json({ message: error.message }, error.status)
    throw error
  })
  return app
}

function api({ shelf, levers, log }: Parts): Hono<UpstreamEnv> {
  const app = new Hono<UpstreamEnv>()
  app.use(async function note(c, next) {
    log.note(apiPath(c.req.path), c.req.header())
    await next()
  })
  app.use(trouble(levers))
  app.use(seenFrom(levers))
  app.use(chosenFields())
  app.route('/anime/releases', releases(shelf, createChance(1)))
  app.route('/anime/catalog', catalog(shelf))
  app.route('/anime/schedule', schedule(shelf))
  app.get('/anime/genres', (c) => c.json(genres))
  app.route('/app', site(shelf, levers))
  return app
}
