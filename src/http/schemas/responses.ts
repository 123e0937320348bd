import { type RouteConfig, z } from '@hono/zod-openapi'
import { type ProblemCode, problems } from '../answers/problem.ts'
import { problemSchema } from './problem.ts'

const meta = z
  .object({
    fetched_at: z.string().openapi({ format: 'date-time', description: 'When we learned this' }),
    country: z.string().nullable().openapi({ description: 'Where AniLibria takes us to be' }),
  })
  .openapi('Meta')

const pagination = z
  .object({
    page: z.number().int(),
    limit: z.number().int(),
    total: z.number().int(),
    pages: z.number().int(),
  })
  .openapi('Pagination')

/** What every answer looks like. */
export function envelope<T extends z.ZodType>(data: T) {
  return z.object({ data, meta })
}

/** A page of a longer list. */
export function page<T extends z.ZodType>(data: T) {
  return z.object({ data, pagination, meta })
}

/** The responses of a route: its answer, and the problems it may answer with. */
export function responses(
  schema: z.ZodType,
  { description, but = [] }: { description: string; but?: readonly ProblemCode[] },
): RouteConfig['responses'] {
  return {
    200: { description, content: { 'application/json': { schema } } },
    ...problemResponses(but),
  }
}

/** The problems that a route may answer with. */
export function problemResponses(but: readonly ProblemCode[]): RouteConfig['responses'] {
  const all: RouteConfig['responses'] = {}
  for (const code of but) {
    const { status, title } = problems[code]
    const content = { 'application/problem+json': { schema: problemSchema } }
    all[status] = { description: `${title}: \`${code}\``, content }
  }
  return all
}

/** The responses of a route for our own services: its answers by status, and its problems. */
export function internalResponses(
  schemas: Readonly<Record<number, z.ZodType>>,
  but: readonly ProblemCode[] = [],
): RouteConfig['responses'] {
  const all = problemResponses(['INVALID_REQUEST', 'UNAUTHORIZED', ...but, 'UPSTREAM_UNAVAILABLE'])
  for (const [status, schema] of Object.entries(schemas)) {
    const description = status === '202' ? 'The work goes on, as a job' : 'What came of it'
    all[status] = { description, content: { 'application/json': { schema } } }
  }
  return all
}

/** The responses of a route that is kept: `responses`, 304, and the problems of all such routes. */
export function keptResponses(
  schema: z.ZodType,
  description: string,
  but: readonly ProblemCode[] = [],
): RouteConfig['responses'] {
  return {
    ...responses(schema, {
      description,
      but: ['INVALID_REQUEST', ...but, 'RATE_LIMITED', 'UPSTREAM_UNAVAILABLE', 'UPSTREAM_TIMEOUT'],
    }),
    304: { description: 'The caller has it: `If-None-Match` names its ETag' },
  }
}
