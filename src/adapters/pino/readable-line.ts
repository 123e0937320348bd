import { styleText } from 'node:util'

const colours = {
  debug: 'gray',
  info: 'green',
  warn: 'yellow',
  error: 'red',
  fatal: 'magenta',
} as const

/** The same in every line, or known to whoever sits at the terminal. */
const leftOut = new Set(['level', 'time', 'msg', 'stack', 'service', 'version', 'environment'])

/** Turns a line of JSON into one for people; a stack follows on lines of its own. */
export function readableLine(json: string): string {
  const line: Record<string, unknown> = JSON.parse(json)
  const { level, time, msg, stack } = line
  const colour = colours[level as keyof typeof colours]
  const fields = Object.entries(line)
    .filter(([name]) => !leftOut.has(name))
    .map(([name, value]) => `${styleText('gray', `${name}=`)}${spelled(value)}`)
  const head = [
    styleText('gray', String(time).slice(11, 23)),
    styleText(colour, String(level).padEnd(5)),
  ]
  const rest = typeof stack === 'string' ? `\n${stack.replaceAll(/^/gm, '    ')}` : ''
  return `${[...head, msg, ...fields].join(' ')}${rest}\n`
}

/** As it is if that cannot be misread. */
function spelled(value: unknown): string {
  return typeof value === 'string' && /^[^\s"=]+$/.test(value) ? value : JSON.stringify(value)
}
