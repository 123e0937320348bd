import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

/** A frame as it came (RFC 6455, 5.2). */
export interface RawFrame {
  readonly opcode: number
  readonly payload: Buffer
}

/** A client of WebSockets that may send what no client should. */
export interface RawWebSocket {
  readonly socket: Socket
  /** The whole head of the answer. */
  readonly head: string
  /** What came after it until now, if it is text. */
  rest(): string
  /** All frames that came until now. */
  frames(): readonly RawFrame[]
  /** With which code it was closed; `null` if the connection ended without one. */
  readonly closed: Promise<number | null>
  send(bytes: Uint8Array): void
}

const handshake = [
  'Connection: Upgrade',
  'Upgrade: websocket',
  'Sec-WebSocket-Version: 13',
  'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
]

/** `headers`: lines beside those of the handshake. */
export async function openRaw(url: string, headers: readonly string[] = []): Promise<RawWebSocket> {
  const { hostname, port, pathname, host } = new URL(url)
  const socket = connect(Number(port), hostname)
  socket.write(
    [`GET ${pathname} HTTP/1.1`, `Host: ${host}`, ...handshake, ...headers, '', ''].join('\r\n'),
  )
  let got = Buffer.alloc(0)
  const isOver = once(socket, 'close').catch(() => {})
  socket.on('error', () => {})
  const opened = new Promise<number>((resolve) => {
    socket.on('data', (bytes) => {
      got = Buffer.concat([got, bytes])
      const end = got.indexOf('\r\n\r\n')
      if (end >= 0) resolve(end)
    })
    socket.once('close', () => resolve(got.length))
  })
  const end = await opened
  const frames = () => framesIn(got.subarray(end + 4))
  const isClosed = () => frames().some(({ opcode }) => opcode === 8)
  socket.on('data', () => isClosed() && socket.end())
  return {
    socket,
    head: got.subarray(0, end).toString('latin1'),
    rest: () => got.subarray(end + 4).toString(),
    frames,
    closed: isOver.then(() => {
      const last = frames().find(({ opcode }) => opcode === 8)
      return last && last.payload.length >= 2 ? last.payload.readUInt16BE() : null
    }),
    send: (bytes) => void socket.write(bytes),
  }
}

export interface FrameOptions {
  /** The first byte: whether it is the last of its message, three bits that mean nothing, what it is. */
  readonly first: number
  readonly payload?: Uint8Array
  /** Whether it is masked, as it has to be. */
  readonly isMasked?: boolean
}

/** Spells a frame. The mask is 0, which changes nothing. */
export function frameOf({
  first,
  payload = new Uint8Array(),
  isMasked = true,
}: FrameOptions): Uint8Array {
  const { length } = payload
  const mask = isMasked ? 0x80 : 0
  const size =
    length < 126
      ? [mask | length]
      : length < 65_536
        ? [mask | 126, length >> 8, length & 255]
        : [
            mask | 127,
            0,
            0,
            0,
            0,
            length >>> 24,
            (length >> 16) & 255,
            (length >> 8) & 255,
            length & 255,
          ]
  return Buffer.concat([Buffer.from([first, ...size]), Buffer.alloc(isMasked ? 4 : 0), payload])
}

/** Those that are there as a whole; a server's are not masked. */
function framesIn(bytes: Buffer): readonly RawFrame[] {
  const frames: RawFrame[] = []
  for (let at = 0; at + 2 <= bytes.length; ) {
    const first = bytes.readUInt8(at)
    const short = bytes.readUInt8(at + 1) & 127
    const [skip, length] =
      short < 126
        ? [2, short]
        : short === 126
          ? [4, bytes.readUInt16BE(at + 2)]
          : [10, Number(bytes.readBigUInt64BE(at + 2))]
    const start = at + skip
    if (start + length > bytes.length) break
    frames.push({ opcode: first & 15, payload: bytes.subarray(start, start + length) })
    at = start + length
  }
  return frames
}
