/**
 * Where on this machine is what a configuration names: `jaeger:4317` is at `['127.0.0.1:24317']`, and a
 * file or a URL may be another one. What is at several places has as many replicas.
 */
export type Places = Readonly<Record<string, readonly string[]>>

/** A host and a port as compose names them; `0.0.0.0` is whoever listens there. */
const address = /(?<![\w.-])(0\.0\.0\.0|[a-z][a-z0-9-]*):(\d+)(?![\w.])/

/**
 * Tells what a text of a configuration has to say on this machine: one text for each place.
 *
 * @param self Whose configuration it is, as compose calls it.
 * @throws {Error} If it names a host and port whose place nobody has told.
 */
export function placed(text: string, self: string, places: Places): readonly string[] {
  const named = namedIn(text, self) ?? fileIn(text, places)
  if (named === undefined) return [text]
  const instead = places[named.key]
  if (instead === undefined) throw new Error(`Cannot tell where ${named.key} is: ${text}`)
  return instead.map((place) => text.replace(named.found, place))
}

function namedIn(text: string, self: string) {
  const [found, host, port] = address.exec(text) ?? []
  return found === undefined
    ? undefined
    : { found, key: `${host === '0.0.0.0' ? self : host}:${port}` }
}

function fileIn(text: string, places: Places) {
  const key = Object.keys(places).find((key) => text.includes(key))
  return key === undefined ? undefined : { found: key, key }
}
