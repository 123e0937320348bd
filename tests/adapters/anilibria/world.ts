import {
  type Anilibria,
  type AnilibriaOptions,
  createAnilibriaCatalog,
} from '../../../src/adapters/anilibria/catalog.ts'
import type { Attempt } from '../../../src/adapters/anilibria/host/ask-host.ts'
import { createBreaker } from '../../../src/adapters/cockatiel/breaker.ts'
import type { Ask } from '../../../src/core/catalog.ts'

/** How a host behaves: what it answers to a URL, until the signal fires. */
export type Manner = (url: URL, signal: AbortSignal) => Promise<Response>

export interface World extends Anilibria {
  /** From now on, `name` (as in `https://a.test/api/v1`) behaves so. */
  host(name: string, manner: Manner): void
  /** Which hosts were asked, in order. */
  readonly asked: readonly string[]
  /** What exactly was asked. */
  readonly requests: readonly { readonly url: URL; readonly init: RequestInit }[]
  /** What was logged: the event and its fields. */
  readonly logged: readonly (readonly [string, Readonly<Record<string, unknown>>])[]
  readonly attempts: readonly Attempt[]
  /** How long we slept on purpose: no such sleep takes real time. */
  readonly slept: readonly number[]
  pass(ms: number): void
  events(key: string): readonly Readonly<Record<string, unknown>>[]
}

/** A catalog over the hosts a, b and c (or as told), all of which answer with title 9000. */
export function createWorld({
  hosts = ['a', 'b', 'c'],
  ...options
}: Partial<AnilibriaOptions> = {}) {
  let time = Date.parse('2026-01-01T00:00:00Z')
  const manners = new Map<string, Manner>()
  const asked: string[] = []
  const requests: { url: URL; init: RequestInit }[] = []
  const logged: [string, Readonly<Record<string, unknown>>][] = []
  const attempts: Attempt[] = []
  const slept: number[] = []
  const anilibria = createAnilibriaCatalog({
    hosts: hosts.map((name) => (name.includes(':') ? name : `https://${name}.test/api/v1`)),
    userAgent: 'gateway/1',
    attemptTimeoutMs: 1000,
    requestsPerSecond: 0,
    createBreaker,
    log: { write: (event, fields) => logged.push([event, fields]), writes: () => true },
    onAttempt: (attempt) => attempts.push(attempt),
    now: () => time,
    random: () => 0,
    async sleep(ms, signal) {
      signal.throwIfAborted()
      slept.push(ms)
      time += ms
    },
    async fetch(address, init) {
      const url = new URL(address)
      const name = url.hostname.replace('.test', '')
      asked.push(name)
      requests.push({ url, init })
      const manner = manners.get(name) ?? answers({ id: 9000 })
      return manner(url, init.signal as AbortSignal)
    },
    ...options,
  })
  const world: World = {
    ...anilibria,
    asked,
    requests,
    logged,
    attempts,
    slept,
    host: (name, manner) => void manners.set(name, manner),
    pass(ms) {
      time += ms
    },
    events: (key) => logged.filter(([event]) => event === key).map(([, fields]) => fields),
  }
  return world
}

export function visitor(signal: AbortSignal = new AbortController().signal): Ask {
  return { priority: 'visitor', signal }
}

export function background(signal: AbortSignal = new AbortController().signal): Ask {
  return { priority: 'background', signal }
}

export function answers(json: unknown, status = 200, headers: Record<string, string> = {}): Manner {
  return async () => Response.json(json, { status, headers })
}

export function answersHtml(status: number, headers: Record<string, string> = {}): Manner {
  const init = { status, headers: { 'Content-Type': 'text/html; charset=utf-8', ...headers } }
  return async () => new Response('<!doctype html><title>Nothing here</title>', init)
}

export function answersText(text: string, status = 200): Manner {
  return async () => new Response(text, { status })
}

/** As a connection that is refused looks to Node. */
export const refuses: Manner = async () => {
  throw new TypeError('fetch failed', { cause: new Error('connect ECONNREFUSED 127.0.0.1:443') })
}

export const hangs: Manner = (_url, signal) =>
  new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason))
  })
