import { Batch, type Spell } from '../../telemetry/bytes/batch.ts'
import type { Output } from './output.ts'

/** How many bytes may wait for whoever reads the lines, beside what is about to be spelled: 8 MiB. */
const mostWaiting = 8 * 1024 * 1024

/** How long lines gather before they leave: to write each by itself costs as much as to make it. */
const gatherMs = 5

export interface LineQueueOptions<T> {
  /** Adds a line, with its end. */
  readonly spell: Spell<T>
  readonly output: Output
  readonly onDropped: (lines: number) => void
}

export interface LineQueue<T> {
  /** Takes what becomes a line along with the next lot. Never throws, never blocks. */
  readonly push: (told: T) => void
  /** Resolves once nothing waits any more. */
  readonly flush: () => Promise<void>
  /** Lets go of what waits, for a process that ends: there is no later. */
  readonly end: () => void
}

/** Lets lines leave in lots: those of a few milliseconds, or that came while the last lot left. */
export function createLineQueue<T>({
  spell,
  output,
  onDropped,
}: LineQueueOptions<T>): LineQueue<T> {
  const waiting = new Batch(spell)
  let lines = 0
  let isLeaving = false
  let emptied: Promise<void> | undefined

  function take(): { lot: Uint8Array<ArrayBuffer>; count: number } {
    const taken = { lot: waiting.take(), count: lines }
    lines = 0
    return taken
  }

  async function empty(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, gatherMs))
    isLeaving = true
    while (lines > 0) {
      const { lot, count } = take()
      await output.write(lot).then(
        () => waiting.reuse(lot),
        () => onDropped(count),
      )
    }
    isLeaving = false
    emptied = undefined
  }

  return {
    push(told) {
      if (waiting.length >= mostWaiting) return onDropped(1)
      waiting.add(told)
      lines += 1
      emptied ??= empty()
    },
    async flush() {
      await emptied
    },
    end() {
      // Whatever is written beside a lot that is stuck half-way would be torn, and tear.
      if (lines === 0 || isLeaving) return
      const { lot, count } = take()
      try {
        output.writeNow(lot)
      } catch {
        onDropped(count)
      }
    },
  }
}
