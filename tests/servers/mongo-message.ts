/** Spells a command for MongoDB, an OP_MSG of BSON: `{ping: 1, $db: 'admin'}`. */
export function mongoMessage(command: Readonly<Record<string, string | number>>): Uint8Array {
  const elements = Buffer.concat(Object.entries(command).map(elementOf))
  const kind = Buffer.of(0)
  const document = Buffer.concat([int32(4 + elements.length + 1), elements, Buffer.of(0)])
  const body = Buffer.concat([int32(0), kind, document])
  const header = [16 + body.length, 0, 0, 2013].map(int32)
  return Buffer.concat([...header, body])
}

function elementOf([name, value]: [string, string | number]): Buffer {
  if (typeof value === 'number') return Buffer.concat([Buffer.of(16), text(name), int32(value)])
  const bytes = text(value)
  return Buffer.concat([Buffer.of(2), text(name), int32(bytes.length), bytes])
}

function text(value: string): Buffer {
  return Buffer.from(`${value}\0`)
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeInt32LE(value)
  return bytes
}
