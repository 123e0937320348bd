import type { OpenAPIHono } from '@hono/zod-openapi'
import { version } from '../../core/version.ts'
import { answer } from '../answers/answer.ts'
import type { Env } from '../env.ts'
import { headers } from '../headers.ts'
import { type Route, route } from '../route.ts'

const info = {
  title: 'AniLibria service',
  version,
  description: "A gateway to AniLibria's anime catalogue",
}

const described = {
  method: 'get',
  path: '/openapi.json',
  summary: 'This document',
  responses: {},
  isHidden: true,
} as const

/** Serves OpenAPI 3.1 of all routes of an app, from the schemas that validate; made once. */
export function openapi(app: OpenAPIHono<Env>): Route {
  let bytes: Uint8Array<ArrayBuffer> | undefined
  return route(described, (c) => {
    bytes ??= new TextEncoder().encode(
      JSON.stringify(app.getOpenAPI31Document({ openapi: '3.1.0', info })),
    )
    return answer(c, 200, bytes, {
      [headers.contentType]: 'application/json',
      [headers.cacheControl]: 'public, max-age=60',
    })
  })
}
