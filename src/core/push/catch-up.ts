import type { EventLog } from '../events/event-log.ts'
import { type Published, published } from '../events/hub.ts'
import type { TitleEvent } from '../events/title-event.ts'
import type { Live } from './live.ts'

/** How many events are read at once. */
const most = 200

export interface CatchUp {
  readonly events: Pick<EventLog, 'after'>
  readonly live: Pick<Live, 'count' | 'since'>
  /** Is given each event after the last one, in their order. */
  readonly tell: (published: Published) => void
  /** Resolves once more can be taken; to `false` if nobody takes any more. */
  readonly takesMore: () => Promise<boolean>
  /** Waits before a log that failed is asked again. */
  readonly pause: () => Promise<void>
  /** The log does not know the event, or not any more: what came before this call is not told. */
  readonly onUnknown: () => void
  /**
   * All is told that was published until now: what is published next can be told directly, but
   * for `told`. Those were read from the log, which may be ahead of what is published.
   */
  readonly goLive: (told: ReadonlySet<string>) => void
}

/**
 * Tells what came after an event: first from the log, then what was published while it was read.
 * Nothing is missed in between, and nothing told twice.
 */
export async function catchUp(lastId: string, about: CatchUp): Promise<void> {
  const { live, tell, takesMore, onUnknown, goLive } = about
  const start = live.count()
  let cursor = lastId
  let before: readonly TitleEvent[] = []
  while (await takesMore()) {
    const mark = live.count()
    const found = await read(cursor, about)
    if (found === null) {
      onUnknown()
      live.since(start)?.forEach(tell)
      return goLive(new Set())
    }
    for (const event of found) tell(published(event))
    cursor = found.at(-1)?.id ?? cursor
    // Whoever published more in the meantime than is remembered has appended that, too.
    const meanwhile = found.length < most ? live.since(mark) : null
    if (meanwhile !== null) {
      const told = new Set([...before, ...found].map(({ id }) => id))
      for (const one of meanwhile) if (!told.has(one.event.id)) tell(one)
      return goLive(told)
    }
    before = found
  }
}

/** Waits for a log that fails: to go on without it would be to miss something. */
async function read(
  id: string,
  { events, takesMore, pause }: CatchUp,
): Promise<readonly TitleEvent[] | null> {
  for (;;) {
    try {
      return await events.after(id, most)
    } catch {
      await pause()
      if (!(await takesMore())) return []
    }
  }
}
