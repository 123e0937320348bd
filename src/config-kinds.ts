import { parsePairs } from './adapters/opentelemetry/parse-pairs.ts'
import { parseCidr } from './http/client/cidr.ts'

/** What a variable may hold. A kind turns its text into a value, or says what was expected. */
export type Kind =
  | { readonly kind: 'integer'; readonly min: number; readonly max: number }
  | { readonly kind: 'port' }
  | { readonly kind: 'ratio' }
  | { readonly kind: 'boolean' }
  | { readonly kind: 'pairs' }
  | { readonly kind: 'choice'; readonly choices: readonly string[] }
  | { readonly kind: 'text' }
  | { readonly kind: 'secret' }
  | { readonly kind: 'url'; readonly protocols: readonly string[] }
  | { readonly kind: 'mongodb' }
  | { readonly kind: 'urls' }
  | { readonly kind: 'origins' }
  | { readonly kind: 'cidrs' }

/** The type of a kind's value; `null` for what may be left out and is. */
export type ValueOf<K extends Kind> = K extends { kind: 'integer' | 'ratio' }
  ? number
  : K extends { kind: 'choice'; choices: readonly (infer C)[] }
    ? C
    : K extends { kind: 'text' }
      ? string
      : K extends { kind: 'secret' | 'url' | 'mongodb' }
        ? string | null
        : K extends { kind: 'port' }
          ? number | null
          : K extends { kind: 'boolean' }
            ? boolean
            : K extends { kind: 'pairs' }
              ? Readonly<Record<string, string>>
              : readonly string[]

/** Reads a variable's text; `undefined` if it is not what `expected` says. */
export function read(text: string, kind: Kind): unknown {
  switch (kind.kind) {
    case 'integer':
      return readInteger(text, kind.min, kind.max)
    case 'port':
      return text === '' ? null : readInteger(text, 0, 65_535)
    case 'ratio':
      return readRatio(text)
    case 'boolean':
      return /^(true|false)$/i.test(text) ? text.toLowerCase() === 'true' : undefined
    case 'pairs':
      return parsePairs(text)
    case 'choice':
      return kind.choices.includes(text) ? text : undefined
    case 'text':
      return text
    case 'secret':
      return text === '' ? null : text
    case 'url':
      if (text === '') return null
      return isUrl(text, kind.protocols) ? text : undefined
    case 'mongodb':
      if (text === '') return null
      return isMongodb(text) ? text : undefined
    case 'urls':
      return readList(text, (url) => isUrl(url, ['http:', 'https:']), 1)
    case 'origins':
      return readList(text, (origin) => URL.canParse(origin) && new URL(origin).origin === origin)
    case 'cidrs':
      return readList(text, (range) => parseCidr(range) !== null)
  }
}

/** What a variable should hold, in words. Never holds its value: that may be a secret. */
export function expected(kind: Kind): string {
  switch (kind.kind) {
    case 'integer':
      return `a whole number from ${kind.min} to ${kind.max}`
    case 'port':
      return 'a whole number from 0 to 65535'
    case 'ratio':
      return 'a number from 0 to 1'
    case 'boolean':
      return 'true or false'
    case 'pairs':
      return 'pairs such as key=value with commas between them'
    case 'choice':
      return `one of ${kind.choices.join(', ')}`
    case 'text':
    case 'secret':
      return 'a text'
    case 'url':
      return `a URL that begins with ${kind.protocols.map((name) => `${name}//`).join(' or ')}${kind.protocols.some(isHttp) ? ', without user and password' : ''}`
    case 'mongodb':
      return 'a URI such as mongodb://user:password@host:27017,other:27017/database?option=value'
    case 'urls':
      return 'one or more http or https URLs with commas between them, without user and password'
    case 'origins':
      return 'origins such as https://example.org, without a path, with commas between them'
    case 'cidrs':
      return 'address ranges such as 10.0.0.0/8 or ::1, with commas between them'
  }
}

function readInteger(text: string, min: number, max: number): number | undefined {
  const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN
  return value >= min && value <= max ? value : undefined
}

function readRatio(text: string): number | undefined {
  const value = /^\d*\.?\d+$/.test(text) ? Number(text) : Number.NaN
  return value >= 0 && value <= 1 ? value : undefined
}

function readList(text: string, fits: (item: string) => boolean, least = 0): unknown {
  const items = text.split(',').flatMap((item) => item.trim() || [])
  return items.length >= least && items.every(fits) ? items : undefined
}

/** `fetch` refuses a URL with credentials, so that such an address would never answer. */
function isUrl(text: string, protocols: readonly string[]): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, username, password } = new URL(text)
  return protocols.includes(protocol) && (!isHttp(protocol) || username + password === '')
}

/** Unlike a URL it may name several hosts (MongoDB: "Connection String URI Format"). */
function isMongodb(text: string): boolean {
  const [, prefix, user = '', hosts = '', rest = ''] =
    /^(mongodb(?:\+srv)?:\/\/)([^@/]*@)?([^/?]+)(.*)$/.exec(text) ?? []
  if (prefix === undefined || (prefix.includes('srv') && hosts.includes(','))) return false
  return hosts
    .split(',')
    .every(
      (host) =>
        isUrl(`http://${host}/`, ['http:']) &&
        isUrl(`${prefix}${user}${host}${rest}`, ['mongodb:', 'mongodb+srv:']),
    )
}

function isHttp(protocol: string): boolean {
  return protocol === 'http:' || protocol === 'https:'
}
