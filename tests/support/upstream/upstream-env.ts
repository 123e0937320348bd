import type { HttpBindings } from '@hono/node-server'

export interface UpstreamEnv {
  Bindings: HttpBindings
}

/** Where AniLiberty's API begins. */
export const apiRoot = '/api/v1'

/** The path as AniLiberty's documents spell it: `/anime/genres`. */
export function apiPath(path: string): string {
  return path.slice(apiRoot.length)
}
