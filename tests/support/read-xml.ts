/** An element as a strict reader of XML sees it. */
export interface XmlElement {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly XmlElement[]
  /** Its text without that of its children. */
  readonly text: string
  /** The first child of this name; throws if there is none. */
  child(name: string): XmlElement
}

const name = '[A-Za-z][\\w:.-]*'
const attribute = `\\s+(${name})="([^"<]*)"`
const tag = new RegExp(`<(/?)(${name})((?:${attribute})*)\\s*(/?)>`, 'y')

/**
 * Reads the XML that we write: a declaration, elements, attributes, texts. Throws at anything else,
 * and at what is not well formed.
 */
export function readXml(xml: string): XmlElement {
  const declaration = '<?xml version="1.0" encoding="utf-8"?>\n'
  if (!xml.startsWith(declaration)) throw new Error('Cannot read XML: expected a declaration')
  const root = open('', {})
  const path = [root]
  for (let at = declaration.length; at < xml.length; ) {
    const here = path.at(-1)
    if (here === undefined) throw new Error('Cannot read XML: an end without a beginning')
    if (xml[at] !== '<') {
      const end = xml.indexOf('<', at)
      here.say(plain(xml.slice(at, end < 0 ? undefined : end)))
      at = end < 0 ? xml.length : end
      continue
    }
    tag.lastIndex = at
    const [whole = '', slash, named = '', attributes = '', , , empty] = tag.exec(xml) ?? []
    if (whole === '') throw new Error(`Cannot read XML at ${xml.slice(at, at + 40)}`)
    at += whole.length
    if (slash === '/') {
      if (path.pop()?.name !== named) throw new Error(`Cannot read XML: ${named} was not open`)
      continue
    }
    const element = open(named, attributesIn(attributes))
    here.children.push(element)
    if (empty !== '/') path.push(element)
  }
  const [only] = root.children
  if (path.length !== 1 || only === undefined || root.children.length !== 1) {
    throw new Error('Cannot read XML: expected one element at its root')
  }
  return only
}

function open(named: string, attributes: Readonly<Record<string, string>>) {
  const children: XmlElement[] = []
  let text = ''
  return {
    name: named,
    attributes,
    children,
    get text() {
      return text
    },
    say(more: string) {
      text += more
    },
    child(wanted: string): XmlElement {
      const found = children.find((child) => child.name === wanted)
      if (found === undefined) throw new Error(`Cannot find ${wanted} in ${named}`)
      return found
    },
  }
}

function attributesIn(text: string): Readonly<Record<string, string>> {
  const pairs = [...text.matchAll(new RegExp(attribute, 'g'))]
  if (new Set(pairs.map(([, key]) => key)).size < pairs.length) {
    throw new Error(`Cannot read XML: an attribute twice in ${text}`)
  }
  return Object.fromEntries(pairs.map(([, key, value = '']) => [key, plain(value)]))
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' }

function plain(text: string): string {
  if (/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u.test(text)) {
    throw new Error(`Cannot read XML: a forbidden character in ${JSON.stringify(text)}`)
  }
  const lines = text.replace(/\r\n?/g, '\n')
  return lines.replace(/&(?:#(\d+)|(\w*));?/g, (reference, code, entity) => {
    const char = code === undefined ? entities[entity] : String.fromCodePoint(Number(code))
    if (char === undefined || !reference.endsWith(';')) {
      throw new Error(`Cannot read XML: ${reference}`)
    }
    return char
  })
}
