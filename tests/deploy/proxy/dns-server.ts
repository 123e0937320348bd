import { createSocket } from 'node:dgram'
import type { AddressInfo } from 'node:net'

/** Tells one address for each replica, as Docker does for the name of a service. */
export interface DnsServer {
  readonly port: number
  /** The IPv4 addresses that are told from now on. */
  tell(addresses: readonly string[]): void
  stop(): Promise<void>
}

const headerBytes = 12
const typeA = 1

/** @param name The only name that it knows. */
export async function startDnsServer(name: string): Promise<DnsServer> {
  let addresses: readonly string[] = []
  const socket = createSocket('udp4')
  socket.on('message', (message, { port, address }) => {
    const { asked, type, end } = questionOf(message)
    const told = asked.split('.')[0] === name && type === typeA ? addresses : []
    socket.send(answer(message, end, told), port, address)
  })
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve))
  return {
    port: (socket.address() as AddressInfo).port,
    tell(next) {
      addresses = next
    },
    stop: () => new Promise((resolve) => socket.close(() => resolve())),
  }
}

/** Reads the one question of a message (RFC 1035, 4.1.2). */
function questionOf(message: Buffer) {
  const labels: string[] = []
  let at = headerBytes
  for (let length = message[at] ?? 0; length > 0; length = message[at] ?? 0) {
    labels.push(message.toString('latin1', at + 1, at + 1 + length))
    at += 1 + length
  }
  return { asked: labels.join('.'), type: message.readUInt16BE(at + 1), end: at + 5 }
}

function answer(message: Buffer, end: number, addresses: readonly string[]): Buffer {
  const header = Buffer.from(message.subarray(0, headerBytes))
  header.writeUInt16BE(0x8180, 2)
  for (const [at, count] of [1, addresses.length, 0, 0].entries()) {
    header.writeUInt16BE(count, 4 + 2 * at)
  }
  // The name of the question, type A, class IN, one second, four bytes.
  const records = addresses.map((address) =>
    Buffer.of(
      0xc0,
      headerBytes,
      0,
      typeA,
      0,
      1,
      0,
      0,
      0,
      1,
      0,
      4,
      ...address.split('.').map(Number),
    ),
  )
  return Buffer.concat([header, message.subarray(headerBytes, end), ...records])
}
