/** A mail as its reader sees it. */
export interface Mail {
  readonly from: string
  readonly to: readonly string[]
  readonly subject: string
  /** What a reader without HTML sees. */
  readonly text: string
}

interface Envelope {
  readonly mailFrom: { readonly address: string } | false
  readonly rcptTo: readonly { readonly address: string }[]
}

/** Reads a mail of several parts, each quoted-printable: so Go's programs send them. */
export function readMail(source: string, { mailFrom, rcptTo }: Envelope): Mail {
  const { headers, body } = split(source)
  const boundary = /boundary="?([^\s";]+)/.exec(headers)?.[1]
  const parts = `\r\n${body}`.split(`\r\n--${boundary}`).map(split)
  const plain = parts.find((part) => /^content-type: text\/plain/im.test(part.headers))
  return {
    from: mailFrom ? mailFrom.address : '',
    to: rcptTo.map(({ address }) => address),
    subject: decodeWords(/^subject: (.*)$/im.exec(headers)?.[1] ?? ''),
    text: decodeQuoted(plain?.body ?? '').replaceAll('\r\n', '\n'),
  }
}

function split(source: string) {
  const end = source.indexOf('\r\n\r\n')
  // Long headers go on in the next line.
  return {
    headers: source.slice(0, end).replaceAll(/\r\n[ \t]/g, ' '),
    body: source.slice(end + 4),
  }
}

/** Words that are not ASCII are quoted one by one: `=?utf-8?q?=E2=80=A6?=`. */
function decodeWords(header: string): string {
  return header
    .trim()
    .replaceAll(/\?=\s+=\?utf-8\?q\?/gi, '')
    .replaceAll(/=\?utf-8\?q\?(.*?)\?=/gi, (_, quoted) => decodeQuoted(quoted.replaceAll('_', ' ')))
}

function decodeQuoted(text: string): string {
  const bytes = text
    .replaceAll('=\r\n', '')
    .replaceAll(/=([\dA-F]{2})/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16)))
  return Buffer.from(bytes, 'latin1').toString()
}
