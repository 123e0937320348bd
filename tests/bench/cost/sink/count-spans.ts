const json = Buffer.from('"endTimeUnixNano"')

/** From the request down to its spans: the number of the field that leads there, of each message. */
const toSpans = [1, 2, 2]

/** How many spans a request of OTLP holds, as JSON or as protobuf. Looks at no more than it must. */
export function countSpans(body: Buffer, contentType: string | undefined): number {
  if (contentType?.startsWith('application/x-protobuf')) return countMessages(body, toSpans)
  let count = 0
  for (let at = body.indexOf(json); at >= 0; at = body.indexOf(json, at + json.length)) count += 1
  return count
}

function countMessages(message: Buffer, [wanted, ...further]: readonly number[]): number {
  if (wanted === undefined) return 1
  let count = 0
  for (const [field, content] of fieldsOf(message)) {
    if (field === wanted) count += countMessages(content, further)
  }
  return count
}

/** The fields of a message that have a length: of those on the way to a span, all have. */
function* fieldsOf(message: Buffer): Generator<readonly [number, Buffer]> {
  let at = 0
  function varint(): number {
    let value = 0
    for (let factor = 1; ; factor *= 128) {
      const byte = message.readUInt8(at)
      at += 1
      value += (byte & 127) * factor
      if (byte < 128) return value
    }
  }
  while (at < message.length) {
    const key = varint()
    if ((key & 7) !== 2) throw new Error(`Cannot count spans: field ${key >> 3} has no length`)
    const end = varint() + at
    yield [key >> 3, message.subarray(at, end)]
    at = end
  }
}
