import type { Context } from 'hono'
import type { Soon } from '../core/soon.ts'
import type { Env } from './env.ts'

/** Answers a request: at once, if nothing has to be waited for. */
export type Answer = (c: Context<Env>) => Soon<Response>

/**
 * Puts something around the answers of one route. Hono's own middleware makes a promise of every
 * answer, and costs more than the answer.
 *
 * @param endpoint The template of the route's path; `unmatched` for what no route answers.
 */
export type Layer = (next: Answer, endpoint: string) => Answer

/** Puts layers around the answers of a route: the outermost first. */
export function layered(layers: readonly Layer[], answer: Answer, endpoint: string): Answer {
  return layers.reduceRight((next, layer) => layer(next, endpoint), answer)
}
