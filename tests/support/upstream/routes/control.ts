import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { faults } from '../levers/faults.ts'
import { leverSchema } from '../levers/lever.ts'
import type { Levers } from '../levers/levers.ts'
import { orders } from '../publishing/orders.ts'
import type { Publishing } from '../publishing/publishing.ts'
import type { RequestLog } from '../request-log.ts'
import { badRequest } from './refusal.ts'

/** Under `/levers`: how the upstream misbehaves. */
export function leverRoutes(levers: Levers): Hono {
  return new Hono()
    .get('/', (c) => c.json({ ...levers.position(), faults }))
    .post('/', async (c) => {
      levers.pull(await read(c, leverSchema))
      return c.json(levers.position())
    })
    .delete('/', (c) => {
      levers.reset()
      return c.json(levers.position())
    })
}

/** Under `/publish`: what AniLibria's team does. */
export function publishRoutes(publish: Publishing): Hono {
  return new Hono()
    .post('/episode', async (c) => c.json(publish.episode(await read(c, orders.episode)), 201))
    .post('/title', async (c) => c.json(publish.title(await read(c, orders.title)), 201))
    .post('/quality', async (c) => c.json(publish.quality(await read(c, orders.quality))))
    .post('/status', async (c) => c.json(publish.status(await read(c, orders.status))))
}

/** Under `/requests`: what was asked. */
export function requestRoutes(log: RequestLog): Hono {
  return new Hono()
    .get('/', (c) => c.json(log.read()))
    .delete('/', (c) => {
      log.reset()
      return c.json(log.read())
    })
}

/** Reads what was sent, or refuses it with the words that would be right. */
async function read<T extends z.ZodObject>(c: Context, schema: T): Promise<z.output<T>> {
  const result = schema.safeParse(await c.req.json().catch(() => null))
  if (result.success) return result.data
  const words = Object.keys(schema.shape).join(', ')
  throw badRequest(`${z.prettifyError(result.error)}\nKnown words: ${words}`)
}
