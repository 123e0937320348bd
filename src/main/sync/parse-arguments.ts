import { parseArgs } from 'node:util'

/** What is to be brought up to date. */
export type Wanted =
  | { readonly kind: 'catalogue' /** `null`: all titles. */; readonly sinceMs: number | null }
  | { readonly kind: 'title'; readonly titleId: number }

export const usage = `Usage: npm run sync -- --all | --title ID | --since PERIOD
  --all           every title of AniLibria's catalogue
  --title 9000    one title, by its id
  --since 7d      what AniLibria has touched in that time: m minutes, h hours, d days, w weeks
  --help          this`

const units = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const

/** @throws {RangeError} With words for whoever typed it. */
export function parseArguments(args: readonly string[]): Wanted | 'help' {
  const { all, title, since, help } = read(args)
  if (help) return 'help'
  const said = [all, title, since].filter((option) => option !== undefined)
  if (said.length !== 1) throw new RangeError('Expected one of --all, --title and --since')
  if (title !== undefined) return { kind: 'title', titleId: idOf(title) }
  return { kind: 'catalogue', sinceMs: since === undefined ? null : periodOf(since) }
}

function read(args: readonly string[]) {
  try {
    const text = { type: 'string' } as const
    const flag = { type: 'boolean' } as const
    const help = { ...flag, short: 'h' } as const
    const options = { all: flag, title: text, since: text, help } as const
    return parseArgs({ args: [...args], options }).values
  } catch (error) {
    throw new RangeError(error instanceof Error ? error.message : String(error))
  }
}

function idOf(text: string): number {
  if (/^[1-9]\d{0,9}$/.test(text)) return Number(text)
  throw new RangeError(`Cannot read --title ${text}: expected an id, a positive whole number`)
}

function periodOf(text: string): number {
  const [, count, unit] = /^([1-9]\d{0,4})([mhdw])$/.exec(text) ?? []
  if (count !== undefined) return Number(count) * units[unit as keyof typeof units]
  throw new RangeError(`Cannot read --since ${text}: expected a period such as 12h, 7d or 2w`)
}
