import { readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { parse, stringify } from 'yaml'
import { type Places, placed } from './places.ts'

export interface LocalCopyOptions {
  /** Whose configuration it is, as compose calls it: what listens on `0.0.0.0:4317` is `jaeger:4317`. */
  readonly self: string
  readonly places: Places
  /** What else differs, by its path: `{ 'global.scrape_interval': '1s', 'routes.0.wait': '0s' }`. */
  readonly set?: Readonly<Record<string, unknown>>
}

type Look = (text: string) => readonly string[]

/**
 * Writes a copy of a configuration into a folder, in which hosts, ports and files are those of this
 * machine, and all else is as it is.
 *
 * @returns The path of the copy.
 */
export function writeLocalCopy(file: string, dir: string, options: LocalCopyOptions): string {
  const copy = join(dir, basename(file))
  writeFileSync(copy, localCopy(readFileSync(file, 'utf8'), dirname(file), options))
  return copy
}

/** @param dir What the configuration names relative to itself lies relative to this. */
export function localCopy(
  text: string,
  dir: string,
  { self, places, set = {} }: LocalCopyOptions,
): string {
  const look: Look = (text) => placed(text, self, places)
  const config = move(parse(text, { merge: true }), look) as Record<string, unknown>
  for (const key of ['rule_files', 'templates']) {
    if (key in config) config[key] = (config[key] as string[]).map((path) => resolve(dir, path))
  }
  for (const [path, value] of Object.entries(set)) assign(config, path, value)
  return stringify(config)
}

function move(node: unknown, look: Look): unknown {
  if (typeof node === 'string') return look(node)[0]
  if (Array.isArray(node)) return node.flatMap((item) => moveItem(item, look))
  if (!isObject(node)) return node
  if (node.host === '0.0.0.0') return { ...node, ...listener(`0.0.0.0:${node.port}`, look) }
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) =>
      key === 'dns_sd_configs' ? discovered(value, look) : [key, move(value, look)],
    ),
  )
}

function moveItem(item: unknown, look: Look): readonly unknown[] {
  return typeof item === 'string' ? look(item) : [move(item, look)]
}

function listener(address: string, look: Look): object {
  const [host, port] = look(address)[0]?.split(':') ?? []
  return { host, port: Number(port) }
}

/** Here nobody resolves compose's names: what they would lead to is listed. */
function discovered(value: unknown, look: Look): readonly [string, unknown] {
  const configs = value as readonly { names: readonly string[]; port: number }[]
  const targets = configs.flatMap(({ names, port }) =>
    names.flatMap((name) => look(`${name}:${port}`)),
  )
  return ['static_configs', [{ targets }]]
}

function assign(config: unknown, path: string, value: unknown): void {
  const keys = path.split('.')
  const last = keys.pop() ?? ''
  const around = keys.reduce<unknown>((node, key) => Object(node)[key], config)
  if (Object(around) !== around)
    throw new Error(`Cannot set ${path}: there is no ${keys.join('.')}`)
  Object.assign(around as object, { [last]: value })
}

function isObject(node: unknown): node is Record<string, unknown> {
  return typeof node === 'object' && node !== null && !Array.isArray(node)
}
