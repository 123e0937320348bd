import type { Context, MiddlewareHandler } from 'hono'
import type { Env } from '../env.ts'
import type { Answer } from '../layer.ts'

/** Answers by way of a middleware of Hono's. */
export async function around(
  middleware: MiddlewareHandler<Env>,
  next: Answer,
  c: Context<Env>,
): Promise<Response> {
  const early = await middleware(c, async () => {
    c.res = await next(c)
  })
  return early ?? c.res
}
