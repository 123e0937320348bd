import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout } from 'node:timers/promises'

/** What somebody was told, the repeats left out by their ids, in order. */
export interface Told {
  readonly ids: string[]
  /** How often something was told again. */
  repeats: number
}

export interface ReceiverUnderTest {
  readonly name: string
  readonly told: Told
  stop(): void
}

function taker(): { readonly told: Told; take(id: string): void } {
  const known = new Set<string>()
  const told: Told = { ids: [], repeats: 0 }
  return {
    told,
    take(id) {
      if (known.has(id)) told.repeats += 1
      else told.ids.push(id)
      known.add(id)
    },
  }
}

/** A WebSocket client that comes back after each loss, to whichever replica lives, and resumes. */
export function webSocketReceiver(urls: () => readonly string[]): ReceiverUnderTest {
  const { told, take } = taker()
  let isStopped = false
  let socket: WebSocket | undefined
  async function connect(turn: number): Promise<void> {
    if (isStopped) return
    const all = urls()
    const url = all[turn % all.length] ?? ''
    const last = told.ids.at(-1)
    socket = new WebSocket(`${url.replace('http', 'ws')}/api/anilibria/v2/ws`)
    socket.onopen = () => {
      socket?.send(JSON.stringify({ type: 'subscribe_updates', data: {} }))
      if (last !== undefined) {
        socket?.send(JSON.stringify({ type: 'resume', data: { last_event_id: last } }))
      }
    }
    socket.onmessage = ({ data }) => {
      const message = JSON.parse(String(data))
      if (message.data?.event_id) take(message.data.event_id)
    }
    socket.onclose = async () => {
      await setTimeout(100)
      void connect(turn + 1)
    }
    socket.onerror = () => {}
  }
  void connect(0)
  const stop = (): void => {
    isStopped = true
    socket?.close()
  }
  return { name: 'WebSocket', told, stop }
}

/** A reader of the event stream, that comes back with `Last-Event-ID`. */
export function streamReceiver(urls: () => readonly string[]): ReceiverUnderTest {
  const { told, take } = taker()
  const stopped = new AbortController()
  async function read(url: string): Promise<void> {
    const last = told.ids.at(-1)
    const headers = last === undefined ? {} : { 'Last-Event-ID': last }
    const { signal } = stopped
    const response = await fetch(`${url}/api/anilibria/v2/events`, { headers, signal })
    let rest = ''
    for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      const lines = (rest + chunk).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) if (line.startsWith('id:')) take(line.slice(3).trim())
    }
  }
  async function readOn(): Promise<void> {
    for (let turn = 0; !stopped.signal.aborted; turn += 1) {
      const all = urls()
      await read(all[turn % all.length] ?? '').catch(() => {})
      await setTimeout(100)
    }
  }
  void readOn()
  return { name: 'SSE', told, stop: () => stopped.abort() }
}

/** Another service with a webhook, a tenth of whose answers are refusals. */
export async function webhookReceiver(): Promise<ReceiverUnderTest & { readonly url: string }> {
  const { told, take } = taker()
  let asked = 0
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      asked += 1
      if (asked % 10 === 0) return response.writeHead(503, { 'Retry-After': '1' }).end()
      take(String(request.headers['webhook-id']))
      return response.writeHead(204).end()
    })
  })
  const { promise, resolve } = Promise.withResolvers<void>()
  server.listen(0, '127.0.0.1', resolve)
  await promise
  const { port } = server.address() as AddressInfo
  const stop = (): void => {
    server.close()
    server.closeAllConnections()
  }
  return { name: 'webhook', told, stop, url: `http://127.0.0.1:${port}/hook` }
}
