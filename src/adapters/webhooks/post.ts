import { Agent as HttpAgent, type IncomingMessage, request as requestHttp } from 'node:http'
import { Agent as HttpsAgent, request as requestHttps } from 'node:https'
import type { LookupFunction } from 'node:net'
import { within } from '../../core/deadline.ts'
import { Failure } from '../../core/failure.ts'
import type { Told } from '../../core/webhooks/receiver.ts'
import {
  ForbiddenAddress,
  isForbiddenLiteral,
  publicLookup,
  type Resolve,
} from './public-addresses.ts'

/** How much of an answer is read, so that its connection can be used again. */
const mostBytes = 16_384

export interface PostOptions {
  /** Whether addresses of our own network may be asked, too. */
  readonly allowPrivate: boolean
  readonly resolve: Resolve
  /** Longest wait for an answer, in milliseconds. Default 10 s. */
  readonly timeoutMs?: number
}

export interface Letter {
  readonly url: URL
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** Sends a request, follows no redirect, and tells what came of it. Never rejects. */
export type Post = (letter: Letter, signal: AbortSignal) => Promise<Told>

export function createPost({ allowPrivate, resolve, timeoutMs = 10_000 }: PostOptions): Post {
  const sockets = { keepAlive: true, maxSockets: 10, maxTotalSockets: 200, timeout: timeoutMs }
  const agents = { http: new HttpAgent(sockets), https: new HttpsAgent(sockets) }
  const lookup = allowPrivate ? {} : { lookup: publicLookup(resolve) satisfies LookupFunction }

  async function send({ url, headers, body }: Letter, signal: AbortSignal): Promise<Told> {
    const ask = url.protocol === 'https:' ? requestHttps : requestHttp
    const agent = url.protocol === 'https:' ? agents.https : agents.http
    const length = { 'Content-Length': String(new TextEncoder().encode(body).length) }
    const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>()
    const options = { method: 'POST', headers: { ...headers, ...length }, agent, ...lookup }
    const request = ask(url, options, resolve).once('error', reject).end(body)
    // Not the option `signal`, which Deno forgets once the request is sent.
    signal.addEventListener('abort', () => request.destroy())
    const answer = await promise
    await skim(answer)
    return toldBy(answer)
  }

  return async function post(letter, stop) {
    if (!allowPrivate && isForbiddenLiteral(letter.url)) return notTaken('address is not public')
    try {
      return await within(timeoutMs, (signal) => send(letter, signal), stop)
    } catch (error) {
      if (error instanceof ForbiddenAddress) return notTaken('address is not public')
      return notTaken(error instanceof Failure ? error.code : reasonOf(error))
    }
  }
}

/** Reads a short answer to its end, and breaks off a long one. */
async function skim(answer: IncomingMessage): Promise<void> {
  let bytes = 0
  for await (const chunk of answer) {
    bytes += (chunk as Uint8Array).length
    if (bytes > mostBytes) return
  }
}

function toldBy({ statusCode: status = 0, headers }: IncomingMessage): Told {
  if (status >= 200 && status < 300) return { taken: true, status }
  const retryAfterMs = retryAfterOf(headers['retry-after'])
  return { taken: false, status, reason: `status ${status}`, gone: status === 410, retryAfterMs }
}

/** RFC 9110, 10.2.3: seconds, or a date. */
function retryAfterOf(said: string | undefined): number | null {
  if (said === undefined) return null
  if (/^\d{1,9}$/.test(said)) return Number(said) * 1000
  const at = Date.parse(said)
  return Number.isNaN(at) ? null : Math.max(0, at - Date.now())
}

function notTaken(reason: string): Told {
  return { taken: false, status: null, reason, gone: false, retryAfterMs: null }
}

/** A code such as `ECONNREFUSED`: messages of this kind hold addresses. */
function reasonOf(error: unknown): string {
  const { code, name } = error as { code?: unknown; name?: unknown }
  return String(code ?? name ?? 'error')
}
