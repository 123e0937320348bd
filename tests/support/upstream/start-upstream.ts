import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import { createShelf } from './catalogue/shelf.ts'
import type { Episode } from './episode.ts'
import { allEntries } from './fixtures/all-entries.ts'
import type { Lever } from './levers/lever.ts'
import { createLevers } from './levers/levers.ts'
import type { EpisodeOrder, QualityOrder, StatusOrder, TitleOrder } from './publishing/orders.ts'
import { createPublishing } from './publishing/publishing.ts'
import type { Release } from './release.ts'
import { createRequestLog, type Requests } from './request-log.ts'
import { upstreamApp } from './upstream-app.ts'
import { apiRoot } from './upstream-env.ts'

/** A running look-alike of AniLiberty. Several may run at once and share nothing. */
export interface Upstream {
  /** Where the API begins, without a slash at its end. */
  readonly url: string
  readonly origin: string
  pull(lever: Lever): void
  /** Puts all levers to rest, and lets go what hangs. */
  reset(): void
  publishEpisode(order: EpisodeOrder): Episode
  publishTitle(order?: TitleOrder): Release
  publishQuality(order: QualityOrder): Episode
  publishStatus(order: StatusOrder): Release
  requests(): Requests
  forgetRequests(): void
  /** Stops listening and closes every connection, also those that wait for an answer. */
  stop(): Promise<void>
}

export interface UpstreamOptions {
  /** Default 0: any free port. */
  readonly port?: number
  /** Dates what is published. Default `Date.now`. */
  readonly now?: () => number
}

export async function startUpstream({
  port = 0,
  now = Date.now,
}: UpstreamOptions = {}): Promise<Upstream> {
  const shelf = createShelf(allEntries())
  const levers = createLevers()
  const publishing = createPublishing(shelf, now)
  const log = createRequestLog()
  const { fetch } = upstreamApp({ shelf, levers, publishing, log })
  const server = createAdaptorServer({ fetch }) as Server
  const origin = `http://127.0.0.1:${await listen(server, port)}`
  return {
    url: origin + apiRoot,
    origin,
    pull: levers.pull,
    reset: levers.reset,
    publishEpisode: publishing.episode,
    publishTitle: (order = {}) => publishing.title(order),
    publishQuality: publishing.quality,
    publishStatus: publishing.status,
    requests: log.read,
    forgetRequests: log.reset,
    stop: () => close(server),
  }
}

/** Listens on all addresses, so that it can be reached from a container too. */
async function listen(server: Server, port: number): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  server.once('error', reject).listen(port, resolve)
  await promise
  return (server.address() as AddressInfo).port
}

async function close(server: Server): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  server.close(() => resolve())
  server.closeAllConnections()
  await promise
}
