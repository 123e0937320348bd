import type { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { Env } from './env.ts'
import { problem } from './problem.ts'

type Validated = { readonly target: string } & (
  | { readonly success: true }
  | { readonly success: false; readonly error: z.ZodError }
)

/** Answers 400 for what the schemas refuse: where it is wrong, and what would be right. */
export function invalid(result: Validated, c: Context<Env>): Response | undefined {
  if (result.success) return undefined
  const whole = result.target === 'json' ? 'body' : 'query'
  const errors = result.error.issues
    .map(({ path, message }) => ({ path: path.join('.') || whole, message }))
    .filter(({ path, message }, index, all) => {
      // A number may be too large in two ways.
      return all.findIndex((one) => one.path === path && one.message === message) === index
    })
  return problem(c, 'INVALID_REQUEST', 'Cannot read the request: see errors', {
    errors,
  })
}
