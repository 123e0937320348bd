import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Another service, that answers every request with the same status. */
export interface Receiver {
  /** Without a slash at its end. */
  readonly url: string
  /** The paths it was asked for. */
  readonly paths: readonly string[]
  stop(): Promise<void>
}

export async function startReceiver(status: number): Promise<Receiver> {
  const paths: string[] = []
  const server = createServer((request, response) => {
    paths.push(request.url ?? '')
    request.resume()
    response.writeHead(status).end('{"secret":"of another service"}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // A test that fails before it stops this one must end all the same.
  server.unref()
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    paths,
    stop() {
      server.closeAllConnections()
      return new Promise((resolve) => void server.close(() => resolve()))
    },
  }
}
