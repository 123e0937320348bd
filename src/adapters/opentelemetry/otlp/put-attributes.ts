import type { Attributes, AttributeValue } from '@opentelemetry/api'
import type { Gathered } from '../../../telemetry/bytes/gathered.ts'
import { putQuoted, quoted } from '../../../telemetry/bytes/quoted.ts'
import { tellable } from '../known.ts'
import { putItem } from './put-item.ts'

/** How many values of an attribute are kept spelled: most attributes have few. */
const mostSpelled = 64

/** How long a pair may be that is kept, in characters. */
const longestSpelled = 256

const encoder = new TextEncoder()

/** What is kept of an attribute. Spelled pairs begin with a comma. */
interface Attribute {
  /** What stands before a text. */
  readonly before: Uint8Array
  readonly pairs: Map<AttributeValue, Uint8Array>
  /** What was told last, which is often told again. */
  last: AttributeValue | undefined
  lastPair: Uint8Array | undefined
}

const attributesByName = new Map<string, Attribute>()

const [none, end, afterText] = ['[]', ']', '}}'].map((text) => encoder.encode(text)) as [
  Uint8Array,
  Uint8Array,
  Uint8Array,
]

/** Adds a list of pairs, as OTLP has attributes in JSON. */
export function putAttributes(attributes: Attributes, into: Gathered): void {
  let isFirst = true
  for (const name in attributes) {
    const value = attributes[name]
    if (value === undefined) continue
    const attribute = attributesByName.get(name) ?? begin(name)
    const known = attribute.last === value ? attribute.lastPair : find(name, value, attribute)
    putItem(known ?? attribute.before, into, isFirst)
    isFirst = false
    if (known !== undefined) continue
    putQuoted(name === requestId ? String(value) : tellable(String(value)), into)
    into.bytes(afterText)
  }
  into.bytes(isFirst ? none : end)
}

function begin(name: string): Attribute {
  const before = encoder.encode(`,{"key":${textOf(name)},"value":{"stringValue":`)
  const attribute = { before, pairs: new Map(), last: undefined, lastPair: undefined }
  attributesByName.set(name, attribute)
  return attribute
}

/** Never comes again, and is made or accepted by us: there is nothing to be known or redacted of it. */
const requestId = 'request.id'

/** A pair as a whole; `undefined` of a text that is one of many, or long. */
function find(name: string, value: AttributeValue, attribute: Attribute): Uint8Array | undefined {
  if (name === requestId) return undefined
  const pair = attribute.pairs.get(value) ?? keep(name, value, attribute.pairs)
  if (pair !== undefined) {
    attribute.last = value
    attribute.lastPair = pair
  }
  return pair
}

function keep(
  name: string,
  value: AttributeValue,
  pairs: Attribute['pairs'],
): Uint8Array | undefined {
  const isFull = pairs.size >= mostSpelled
  if (typeof value === 'string' && (isFull || value.length > longestSpelled)) return undefined
  const pair = encoder.encode(`,{"key":${textOf(name)},"value":{${spelledValue(value)}}}`)
  if (!isFull) pairs.set(value, pair)
  return pair
}

function spelledValue(value: AttributeValue): string {
  if (typeof value === 'string') return `"stringValue":${textOf(value)}`
  if (typeof value === 'boolean') return `"boolValue":${value}`
  if (Number.isInteger(value)) return `"intValue":"${value}"`
  // As protobuf has them in JSON: what is no number of JSON's is a text.
  return Number.isFinite(value) ? `"doubleValue":${value}` : `"doubleValue":"${value}"`
}

/** A text as it may be sent, in JSON. */
export function textOf(text: string): string {
  return quoted(tellable(text))
}
