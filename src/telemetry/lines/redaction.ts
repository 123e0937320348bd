const redacted = '[redacted]'

/** Names of headers, fields and parameters whose values are secrets: the one list of them. */
const secretNames = [
  'authorization',
  'cookie',
  'token',
  'secret',
  'password',
  'passwd',
  'passphrase',
  'pwd',
  'api[-_ ]?key',
  'access[-_]?key',
  'private[-_]?key',
  'signature',
  'credentials?',
  'session[-_]?id',
  'jwt',
].join('|')

/** Says nothing of what may follow: only texts in which this is found are looked at closely. */
const suspicious = new RegExp(`:\\/\\/|\\?|\\b(?:bearer|basic) |eyJ|${secretNames}`, 'i')

/** Between a name and its value: `name: `, `"name":`, `name=`, and `'name', ` of a raw list. */
const separator = `(?:\\\\?["']?\\s{0,3}[:=]|\\\\?["']\\s{0,3},)\\s{0,3}`
const quoted = `\\[[^\\]]*\\]?|\\\\?"[^"]*"?|'[^']*'?`

/** What is taken out of a text, one after the other. */
const rules: readonly (readonly [RegExp, string | ((found: string) => string)])[] = [
  [/\b[a-z][a-z0-9+.-]{0,30}:\/\/[^\s"'`<>]+/gi, redactUrls],
  [/\?[\w.~%[\]+-]{1,100}=[^\s"'`<>]*/g, `?${redacted}`],
  [/\b(bearer|basic) +[\w.~+/=-]+/gi, `$1 ${redacted}`],
  [/(?<![\w-])eyJ[\w-]+\.[\w.-]+/g, redacted],
  // These two hold spaces: all that is left of their line goes.
  [secretAfter('authorization|cookie', `[^\\r\\n"'}]+`), `$1${redacted}`],
  [secretAfter(secretNames, `[^\\s,;&"'}\\]]+`), `$1${redacted}`],
]

/** Takes out of a text what must not be told: credentials, tokens, and queries of URLs. */
export function redact(text: string): string {
  if (!suspicious.test(text)) return text
  return rules.reduce((rest, [found, instead]) => rest.replace(found, instead as string), text)
}

/**
 * `redact`, of a text that is then cut after `most` characters. Not the other way round: half a
 * secret would not be recognised.
 */
export function redactStart(text: string, most: number): string {
  return redact(text.length > 2 * most ? text.slice(0, 2 * most) : text)
}

function secretAfter(names: string, bare: string): RegExp {
  return new RegExp(`((?:${names})[\\w-]{0,30}${separator})(?:${quoted}|${bare})`, 'gi')
}

function redactUrls(list: string): string {
  return list
    .split(/(?<=[,;|])(?=[a-z][a-z0-9+.-]{0,30}:\/\/)/i)
    .map(redactUrl)
    .join('')
}

/** Leaves of a URL who is asked for what, and neither as whom nor with which parameters. */
function redactUrl(url: string): string {
  const start = url.indexOf('://') + 3
  const host = start + afterUserInfo(url.slice(start))
  const rest = url.slice(host).replace(/([?#]).+$/, `$1${redacted}`)
  return url.slice(0, start) + (host > start ? `${redacted}@` : '') + rest
}

/** A password should hold no slash, and may: an @ of the path is told by there being no colon. */
function afterUserInfo(rest: string): number {
  const [authority = ''] = rest.split('/', 1)
  return /[@:]/.test(authority) ? rest.lastIndexOf('@') + 1 : 0
}
