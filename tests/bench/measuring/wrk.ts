import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { debianPackage } from '../../servers/fetching/debian-package.ts'
import { pinnedTo } from './pinned.ts'

export interface LoadOptions {
  readonly connections: number
  readonly seconds: number
  /** Default: none. */
  readonly headers?: Readonly<Record<string, string>>
  /** Path of a Lua script that makes the requests; default: the same request again and again. */
  readonly script?: string
  /** For the script. */
  readonly args?: readonly string[]
}

export interface Load {
  readonly requests: number
  readonly errors: number
  readonly perSecond: number
  readonly p50Ms: number
  readonly p99Ms: number
}

const wrk = debianPackage('wrk')

/**
 * Asks as fast as it is answered, on core 1.
 *
 * @throws If none was answered, or one badly: its status is not 2xx or 3xx, or a connection broke.
 */
export async function load(url: string, options: LoadOptions): Promise<Load> {
  if (wrk.find() === null) await wrk.fetch()
  const [command = '', ...args] = pinnedTo(1, [wrk.find() ?? 'wrk', ...argumentsOf(url, options)])
  const { stdout } = await promisify(execFile)(command, args)
  const measured = parseWrk(stdout)
  if (measured.errors === 0 && measured.requests > 0) return measured
  throw new Error(
    `Cannot trust this load: ${measured.errors} bad answers of ${measured.requests} from ${url}\n${stdout}`,
  )
}

function argumentsOf(url: string, options: LoadOptions): readonly string[] {
  const { connections, seconds, headers = {}, script, args = [] } = options
  return [
    '-t1',
    `-c${connections}`,
    `-d${seconds}s`,
    '--latency',
    ...Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`]),
    ...(script === undefined ? [] : ['-s', script]),
    url,
    ...(args.length === 0 ? [] : ['--', ...args]),
  ]
}

/** Reads what wrk prints. */
export function parseWrk(output: string): Load {
  const [, requests, took = ''] = /^ *(\d+) requests in (\S+),/m.exec(output) ?? []
  if (requests === undefined) throw new Error(`Cannot read what wrk says:\n${output}`)
  return {
    requests: Number(requests),
    errors: errorsOf(output),
    perSecond: (Number(requests) / milliseconds(took)) * 1000,
    p50Ms: milliseconds(/^ *50% +(\S+)$/m.exec(output)?.[1]),
    p99Ms: milliseconds(/^ *99% +(\S+)$/m.exec(output)?.[1]),
  }
}

function errorsOf(output: string): number {
  const statuses = Number(/^ *Non-2xx or 3xx responses: (\d+)/m.exec(output)?.[1] ?? 0)
  const [, ...sockets] =
    /^ *Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)/m.exec(output) ?? []
  return sockets.reduce((sum, count) => sum + Number(count), statuses)
}

const units: Readonly<Record<string, number>> = { us: 0.001, ms: 1, s: 1000, m: 60_000 }

function milliseconds(text = ''): number {
  const [, value, unit = ''] = /^([\d.]+)([a-z]+)$/.exec(text) ?? []
  return Number(value) * (units[unit] ?? Number.NaN)
}
