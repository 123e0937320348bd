type Attributes = Readonly<Record<string, string>>

/** An element with a text, which is escaped, or with others, which are as they are. */
export function element(
  name: string,
  attributes: Attributes,
  content: string | readonly string[],
): string {
  const inner = typeof content === 'string' ? escapeText(content) : `\n${content.join('\n')}\n`
  return `<${name}${spell(attributes)}>${inner}</${name}>`
}

export function empty(name: string, attributes: Attributes): string {
  return `<${name}${spell(attributes)}/>`
}

function spell(attributes: Attributes): string {
  return Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${escapeText(value)}"`)
    .join('')
}

/** What XML 1.0 cannot hold in any spelling (2.2, Char). */
const forbidden = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  // Else a reader takes it for a line break, or in an attribute for a blank.
  '\r': '&#13;',
  '\n': '&#10;',
  '\t': '&#9;',
}

function escapeText(text: string): string {
  return text.replace(forbidden, '\u{FFFD}').replace(/[&<>"\r\n\t]/g, (char) => escapes[char] ?? '')
}
