import type { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { Env } from './env.ts'
import { problem } from './problem.ts'

/**
 * Answers 400 for what the schemas refuse: where it is wrong, and what would be right.
 *
 * @param whole What it is called if all of it is wrong.
 */
export function invalid(c: Context<Env>, whole: 'body' | 'query', error: z.ZodError): Response {
  const errors = error.issues
    .map(({ path, message }) => ({ path: path.join('.') || whole, message }))
    .filter(({ path, message }, index, all) => {
      // A number may be too large in two ways.
      return all.findIndex((one) => one.path === path && one.message === message) === index
    })
  return problem(c, 'INVALID_REQUEST', 'Cannot read the request: see errors', {
    errors,
  })
}
