// A program: holds as many WebSockets to a service as it is told, which all want every event. Says
// when they are there, and of each event when it has reached the last of them.
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import process from 'node:process'
import { frameOf } from '../../support/raw-web-socket.ts'

const [url = '', many = '0'] = process.argv.slice(2)
const { hostname, port } = new URL(url)
const total = Number(many)

const handshake = [
  'GET /api/anilibria/v2/ws HTTP/1.1',
  'Host: bench',
  'Connection: Upgrade',
  'Upgrade: websocket',
  'Sec-WebSocket-Version: 13',
  'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
  '\r\n',
].join('\r\n')
const subscribe = frameOf({
  first: 0x81,
  payload: Buffer.from('{"type":"subscribe_updates"}'),
})
const pong = frameOf({ first: 0x8a })

const reached = new Map<string, number>()

function say(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`)
}

/** A frame comes in one piece, for a connection has nothing else to do. */
function take(this: Socket, bytes: Buffer): void {
  if (bytes[0] === 0x89) this.write(pong)
  const [, id, timestamp = ''] =
    /"event_id":"([^"]+)".*"timestamp":"([^"]+)"/.exec(bytes.toString()) ?? []
  if (id === undefined) return
  const count = (reached.get(id) ?? 0) + 1
  reached.set(id, count)
  if (count === total) say({ event: id, ms: Date.now() - Date.parse(timestamp) })
}

async function open(): Promise<void> {
  const socket = connect(Number(port), hostname)
  socket.once('close', () => say({ lost: true }))
  socket.write(handshake)
  await once(socket, 'data')
  socket.write(subscribe)
  await once(socket, 'data')
  socket.on('data', take)
}

for (let opened = 0; opened < total; opened += 100) {
  await Promise.all(Array.from({ length: Math.min(100, total - opened) }, open))
}
say({ opened: total })
