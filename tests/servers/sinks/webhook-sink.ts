import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Somebody at a web address who keeps what is posted there, as JSON. */
export interface WebhookSink<T> {
  readonly url: string
  /** What was posted until now, the oldest first. */
  readonly received: readonly T[]
  /** From now on everything is refused with this status; 200: nothing any more. */
  answersWith(status: number): void
  stop(): Promise<void>
}

/**
 * @param refusal Why something cannot be taken, in the receiver's own words; `null` if it can.
 * @param port Default 0: any free port.
 */
export async function startWebhookSink<T>(
  refusal: (posted: T) => string | null = () => null,
  port = 0,
): Promise<WebhookSink<T>> {
  const received: T[] = []
  let status = 200
  const server = createServer(async (request, response) => {
    const posted: T = JSON.parse(Buffer.concat(await request.toArray()).toString() || 'null')
    const problem = request.method === 'POST' ? refusal(posted) : 'method_not_allowed'
    if (problem !== null) return response.writeHead(400).end(problem)
    if (status !== 200) return response.writeHead(status).end('unavailable')
    received.push(posted)
    response.end('ok')
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    answersWith(next) {
      status = next
    },
    stop() {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}
