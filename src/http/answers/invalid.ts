import type { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { Env } from '../env.ts'
import { type InputError, problem } from './problem.ts'

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
  return invalidAt(c, errors)
}

/** The same for what was found out otherwise. */
export function invalidAt(c: Context<Env>, errors: readonly InputError[]): Response {
  return problem(c, 'INVALID_REQUEST', 'Cannot read the request: see errors', { errors })
}
