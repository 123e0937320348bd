const unreadable = [{ id: 'oops' }, []] as const

/** The same answer, cut off in the middle. */
export async function brokenJson(response: Response): Promise<Response> {
  const text = await response.text()
  return json(text.slice(0, Math.floor(text.length / 2)), response.status)
}

/** The same answer with the item in the middle of its list unreadable; no list, no change. */
export async function brokenItem(response: Response): Promise<Response> {
  const body: unknown = await response.json()
  const list = listIn(body)
  const middle = Math.floor((list?.length ?? 0) / 2)
  if (list !== null && list.length > 0) list[middle] = unreadable[list.length % 2]
  return json(JSON.stringify(body), response.status)
}

function listIn(body: unknown): unknown[] | null {
  if (Array.isArray(body)) return body
  const data: unknown = typeof body === 'object' && body !== null && 'data' in body && body.data
  return Array.isArray(data) ? data : null
}

function json(body: string, status: number): Response {
  return new Response(body, { status, headers: { 'Content-Type': 'application/json' } })
}
