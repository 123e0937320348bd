/** A section of a Fluentd configuration: `<match lines.**>`, with what is in it. */
export interface Directive {
  readonly name: string
  /** What follows the name: a pattern of tags, mostly. */
  readonly about: string
  readonly parameters: Readonly<Record<string, string>>
  readonly children: readonly Directive[]
}

interface Open extends Directive {
  readonly parameters: Record<string, string>
  readonly children: Directive[]
}

/** Reads a configuration as Fluentd does: sections that are closed in order, and a parameter a line. */
export function parseFluentd(text: string): Directive {
  const root: Open = { name: 'root', about: '', parameters: {}, children: [] }
  const open: Open[] = [root]
  for (const [index, raw] of text.split('\n').entries()) {
    const line = raw.trim()
    if (line === '' || line.startsWith('#')) continue
    const here = open.at(-1) ?? root
    const [, closes, name = '', about = ''] = /^<(\/?)([\w@]+) ?([^>]*)>$/.exec(line) ?? []
    if (closes === '/') {
      if (here.name !== name || open.length < 2) throw new Error(`Line ${index + 1}: ${line}`)
      open.pop()
    } else if (name !== '') {
      const directive: Open = { name, about, parameters: {}, children: [] }
      here.children.push(directive)
      open.push(directive)
    } else {
      const [, key = '', value = ''] = /^(@?\w+)(?: (.*))?$/.exec(line) ?? []
      if (key === '' || key in here.parameters) throw new Error(`Line ${index + 1}: ${line}`)
      here.parameters[key] = value
    }
  }
  if (open.length > 1) throw new Error(`Not closed: ${open.at(-1)?.name}`)
  return root
}
