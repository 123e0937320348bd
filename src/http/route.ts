import type { OpenAPIHono, RouteConfig, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { Soon } from '../core/soon.ts'
import { invalid } from './answers/invalid.ts'
import type { Env } from './env.ts'
import { type Answer, type Layer, layered } from './layer.ts'
import { readBody } from './read-body.ts'
import { createRemembered } from './remembered.ts'

type Schema = z.ZodType | undefined

/** What a request may bring besides its path: schemas that say what is right. */
export interface Asking<P extends Schema, Q extends Schema, B extends Schema> {
  readonly params?: P
  readonly query?: Q
  /** JSON. */
  readonly body?: B
}

export interface Described<P extends Schema, Q extends Schema, B extends Schema> {
  readonly method: 'get' | 'post' | 'delete'
  /** As OpenAPI has it: `/titles/{id}`. */
  readonly path: string
  readonly summary: string
  readonly request?: Asking<P, Q, B>
  readonly responses: RouteConfig['responses']
  /** Whether it is left out of the OpenAPI document. */
  readonly isHidden?: boolean
}

type Read<S extends Schema> = S extends z.ZodType ? z.output<S> : undefined

/** What a request brought, as its schemas read it. */
export interface Asked<P extends Schema, Q extends Schema, B extends Schema> {
  readonly params: Read<P>
  readonly query: Read<Q>
  readonly body: Read<B>
}

/** A route: what it is told to be, and what answers it. */
export interface Route {
  readonly described: Described<Schema, Schema, Schema>
  readonly answer: Answer
}

/** Makes a route. What its schemas refuse is answered with 400, before `answer` sees it. */
export function route<
  P extends Schema = undefined,
  Q extends Schema = undefined,
  B extends Schema = undefined,
>(
  described: Described<P, Q, B>,
  answer: (c: Context<Env>, asked: Asked<P, Q, B>) => Soon<Response>,
): Route {
  const { params, query, body } = described.request ?? {}
  const remembered = createRemembered<Asked<P, Q, B>>()

  function read(c: Context<Env>, said: unknown): Soon<Response> {
    const inPath = params?.safeParse(c.req.param())
    if (inPath?.success === false) return invalid(c, 'query', inPath.error)
    const inQuery = query?.safeParse(singles(c.req.queries()))
    if (inQuery?.success === false) return invalid(c, 'query', inQuery.error)
    const inBody = body?.safeParse(said)
    if (inBody?.success === false) return invalid(c, 'body', inBody.error)
    const asked = { params: inPath?.data, query: inQuery?.data, body: inBody?.data }
    if (!body) remembered.keep(c.req.url, asked as Asked<P, Q, B>)
    return answer(c, asked as Asked<P, Q, B>)
  }

  function readUrl(c: Context<Env>): Soon<Response> {
    const asked = remembered.find(c.req.url)
    return asked ? answer(c, asked) : read(c, undefined)
  }

  async function readWhole(c: Context<Env>): Promise<Response> {
    const whole = await readBody(c)
    return whole instanceof Response ? whole : read(c, whole.said)
  }

  return { described, answer: body ? readWhole : readUrl }
}

/** Lets an app answer routes, all of them within the same layers. */
export function addRoutes(
  app: OpenAPIHono<Env>,
  prefix: string,
  layers: readonly Layer[],
  routes: readonly Route[],
): void {
  for (const { described, answer } of routes) {
    const { method, path, request = {}, isHidden = false, ...rest } = described
    const { params, query, body } = request
    const whole = prefix + path
    if (!isHidden) {
      app.openAPIRegistry.registerPath({
        ...rest,
        method,
        path: whole,
        request: {
          ...(params && { params: params as z.ZodObject }),
          ...(query && { query: query as z.ZodObject }),
          ...(body && {
            body: { required: true, content: { 'application/json': { schema: body } } },
          }),
        },
      })
    }
    const template = whole.replaceAll(/\{(\w+)\}/g, ':$1')
    app.on(method.toUpperCase(), template, layered(layers, answer, template) as never)
  }
}

/** What is said once is one text; what is said oftener, a list. */
function singles(said: Record<string, string[]>): Record<string, string | string[] | undefined> {
  return Object.fromEntries(
    Object.entries(said).map(([name, values]) => [name, values.length === 1 ? values[0] : values]),
  )
}
