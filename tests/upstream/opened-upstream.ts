import type { TestContext } from 'node:test'
import { startUpstream, type Upstream } from '../support/upstream/start-upstream.ts'

export interface Answer<T> {
  readonly status: number
  readonly headers: Headers
  readonly body: T
}

/** An upstream and the ways to talk to it; `T` is what the caller expects of the JSON. */
export interface OpenedUpstream extends Upstream {
  /** Asks the API: `/anime/genres`. */
  ask<T>(path: string): Promise<Answer<T>>
  /** Sends an order beside the API: `POST`, `/levers`. */
  send<T>(method: string, path: string, body?: unknown): Promise<Answer<T>>
}

/** Starts an upstream for one test and stops it after. */
export async function openedUpstream(
  t: TestContext,
  now: () => number = () => Date.UTC(2026, 2, 1),
): Promise<OpenedUpstream> {
  const upstream = await startUpstream({ now })
  t.after(() => upstream.stop())
  return {
    ...upstream,
    ask: async (path) => answer(await fetch(upstream.url + path)),
    send: async (method, path, body) =>
      answer(await fetch(upstream.origin + path, { method, body: JSON.stringify(body) ?? null })),
  }
}

async function answer<T>(response: Response): Promise<Answer<T>> {
  const body = (await response.json()) as T
  return { status: response.status, headers: response.headers, body }
}
