import type { OpenAPIHono } from '@hono/zod-openapi'
import type { MiddlewareHandler } from 'hono'
import { version } from '../../core/version.ts'
import type { Env } from '../env.ts'
import { headers } from '../headers.ts'

const info = {
  title: 'AniLibria service',
  version,
  description: "A gateway to AniLibria's anime catalogue",
}

/** Serves OpenAPI 3.1 of all routes of an app, from the schemas that validate; made once. */
export function openapi(app: OpenAPIHono<Env>): MiddlewareHandler<Env> {
  let bytes: Uint8Array<ArrayBuffer> | undefined
  return async function openapi(c) {
    bytes ??= new TextEncoder().encode(
      JSON.stringify(app.getOpenAPI31Document({ openapi: '3.1.0', info })),
    )
    return c.body(bytes, 200, {
      [headers.contentType]: 'application/json',
      [headers.cacheControl]: 'public, max-age=60',
    })
  }
}
