/** The path of a route of ours. */
export function pathOf(route: string): string {
  return `/api/anilibria/v2/${route}`
}

/** A WebSocket to a service, as its clients have it. */
export interface OpenSocket {
  say(type: string, data?: unknown): void
  /** The data of all messages of a type that came until now. */
  heard(type: string): readonly Readonly<Record<string, unknown>>[]
  /** The ids of all events that came until now. */
  told(): readonly string[]
  readonly closed: Promise<{ readonly code: number; readonly reason: string }>
  close(): Promise<unknown>
}

/** Rejects if it is refused. `url`: of the service. */
export async function openSocket(url: string): Promise<OpenSocket> {
  const socket = new WebSocket(url.replace(/^http/, 'ws') + pathOf('ws'))
  const messages: { type: string; data: { event_id?: string } }[] = []
  socket.onmessage = ({ data }) => void messages.push(JSON.parse(data))
  const closed = new Promise<CloseEvent>((resolve) => {
    socket.onclose = resolve
  })
  await new Promise<void>((resolve, reject) => {
    socket.onopen = () => resolve()
    socket.onerror = () => reject(new Error('Cannot open a WebSocket'))
  })
  return {
    say: (type, data) => socket.send(JSON.stringify({ type, data })),
    heard: (type) => messages.filter((message) => message.type === type).map(({ data }) => data),
    told: () => messages.flatMap(({ data }) => data.event_id ?? []),
    closed,
    close() {
      socket.close()
      return closed
    },
  }
}
