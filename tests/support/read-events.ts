/** A server-sent event, with its data parsed. */
export interface ReadEvent {
  readonly id: string | undefined
  readonly event: string | undefined
  // biome-ignore lint/suspicious/noExplicitAny: a test knows what it expects
  readonly data: any
}

/** What a stream of events has brought by now. */
export interface ReadEvents {
  text(): string
  /** Its events, without what only says something about the stream. */
  told(): readonly ReadEvent[]
  ids(): readonly (string | undefined)[]
  /** Resolves once the stream has ended, however it did. */
  readonly ended: Promise<void>
  leave(): Promise<void>
}

export function readEvents({ body }: Response): ReadEvents {
  if (body === null) throw new Error('Cannot read events: there is no body')
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let text = ''
  async function read(): Promise<void> {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      text += decoder.decode(next.value, { stream: true })
    }
  }
  const told = () => text.split('\n\n').slice(0, -1).flatMap(parse)
  return {
    text: () => text,
    told,
    ids: () => told().map(({ id }) => id),
    ended: read().catch(() => {}),
    leave: () => reader.cancel(),
  }
}

function parse(block: string): readonly ReadEvent[] {
  const fields = new Map(block.split('\n').map((line) => line.split(/: (.*)/s) as [string, string]))
  const data = fields.get('data')
  if (data === undefined) return []
  return [{ id: fields.get('id'), event: fields.get('event'), data: JSON.parse(data) }]
}
