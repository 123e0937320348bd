import type { MiddlewareHandler } from 'hono'

/** Keeps to the fields of `include` and drops those of `exclude`: dotted paths, from each item on. */
export function chosenFields(): MiddlewareHandler {
  return async function chosenFields(c, next) {
    await next()
    const include = c.req.query('include')?.split(',')
    const exclude = c.req.query('exclude')?.split(',') ?? []
    if (c.res.status !== 200 || (include === undefined && exclude.length === 0)) return
    const body: unknown = await c.res.json()
    const choose = (item: unknown) => without(include ? only(item, include) : item, exclude)
    c.res = Response.json(
      isObject(body) && 'meta' in body ? { ...body, data: choose(body.data) } : choose(body),
    )
  }
}

/** What is left with nothing becomes an empty array, as where AniLiberty comes from. */
function only(value: unknown, paths: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((item) => only(item, paths))
  if (!isObject(value)) return value
  const entries = Object.entries(value).flatMap(([key, inner]) => {
    if (paths.includes(key)) return [[key, inner]]
    const deeper = below(paths, key)
    return deeper.length > 0 ? [[key, only(inner, deeper)]] : []
  })
  return entries.length > 0 ? Object.fromEntries(entries) : []
}

function without(value: unknown, paths: readonly string[]): unknown {
  if (paths.length === 0) return value
  if (Array.isArray(value)) return value.map((item) => without(item, paths))
  if (!isObject(value)) return value
  const kept = Object.entries(value).filter(([key]) => !paths.includes(key))
  return Object.fromEntries(kept.map(([key, inner]) => [key, without(inner, below(paths, key))]))
}

function below(paths: readonly string[], key: string): readonly string[] {
  return paths
    .filter((path) => path.startsWith(`${key}.`))
    .map((path) => path.slice(key.length + 1))
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
