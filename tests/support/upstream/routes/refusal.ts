import { HTTPException } from 'hono/http-exception'

/** A question that was put wrongly, in the form of AniLiberty's 422. */
export function unprocessable(field: string, message: string): HTTPException {
  const body = { message, errors: { [field]: [message] } }
  return new HTTPException(422, { res: Response.json(body, { status: 422 }) })
}

export function notFound(message: string): HTTPException {
  return new HTTPException(404, { res: Response.json({ message }, { status: 404 }) })
}

export function badRequest(message: string): HTTPException {
  return new HTTPException(400, { res: Response.json({ message }, { status: 400 }) })
}
