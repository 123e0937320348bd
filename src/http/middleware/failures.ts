import type { Context } from 'hono'
import { onError } from '../answers/problem.ts'
import type { Env } from '../env.ts'
import type { Layer } from '../layer.ts'

/** Answers whatever is thrown further in; layers further out find it in `c.error`. */
export const failures: Layer = (next) => {
  function failed(c: Context<Env>, error: unknown): Response {
    c.error = error as Error
    return onError(error, c)
  }

  return (c) => {
    try {
      const made = next(c)
      return made instanceof Promise ? made.catch((error) => failed(c, error)) : made
    } catch (error) {
      return failed(c, error)
    }
  }
}
