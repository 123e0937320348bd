import { connect } from 'node:net'

/**
 * Sends something to a port of 127.0.0.1 over a connection of its own, and tells what comes back
 * first. Rejects if nobody listens there, or nothing comes within `limitMs`.
 */
export function ask(port: number, question: string | Uint8Array, limitMs = 1000): Promise<Buffer> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>()
  const socket = connect({ port, host: '127.0.0.1', timeout: limitMs })
  socket.once('data', resolve)
  socket.once('error', reject)
  socket.once('timeout', () =>
    reject(new Error(`Cannot wait any longer: ${limitMs} ms have passed`)),
  )
  socket.once('end', () => reject(new Error(`Cannot ask port ${port}: it closed the connection`)))
  socket.write(question)
  return promise.finally(() => socket.destroy())
}
