import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

/** What a page was told: `open`, or the id of an event. */
export interface Heard {
  readonly by: 'WebSocket' | 'EventSource'
  readonly what: string
}

/** A site whose only page follows a service, and tells what it hears. */
export interface ToldPage {
  readonly origin: string
  readonly url: string
  heard(by: Heard['by']): readonly string[]
  stop(): void
}

/** The page is the browser's own code and nothing else. `api`: of the service, behind its proxy. */
const pageOf = (api: string) => `<!doctype html><script type="module">
const hear = (by, what) => fetch('/heard', { method: 'POST', body: JSON.stringify({ by, what }) })
const types = ['new_episode', 'new_title', 'status_change', 'episode_updated']

const socket = new WebSocket('${api.replace('http', 'ws')}/ws')
socket.onopen = () => socket.send(JSON.stringify({ type: 'subscribe_updates', data: {} }))
socket.onmessage = ({ data: text }) => {
  const { type, data } = JSON.parse(text)
  hear('WebSocket', type === 'subscribed' ? 'open' : data.event_id)
}

const source = new EventSource('${api}/events')
source.onopen = () => hear('EventSource', 'open')
for (const type of types) {
  source.addEventListener(type, ({ lastEventId }) => hear('EventSource', lastEventId))
}
</script>`

/** @param api Is asked for when the page is: the service has to know the page's origin before. */
export async function startToldPage(api: () => string): Promise<ToldPage> {
  const heard: Heard[] = []
  const server = createServer(async (request, response) => {
    if (request.url === '/heard') heard.push(JSON.parse(await text(request)))
    response.setHeader('Content-Type', 'text/html').end(pageOf(api()))
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    origin,
    url: `${origin}/`,
    heard: (by) => heard.flatMap((one) => (one.by === by ? [one.what] : [])),
    stop() {
      server.close()
      server.closeAllConnections()
    },
  }
}
