import { Gathered } from '../../telemetry/gathered.ts'
import type { Output } from './output.ts'

/** Most bytes that wait for whoever reads the lines: 8 MiB. */
const mostWaiting = 8 * 1024 * 1024

/** How long lines gather before they leave: to write each by itself costs as much as to make it. */
const gatherMs = 5

export interface LineQueueOptions {
  readonly output: Output
  readonly onDropped: (lines: number) => void
}

export interface LineQueue {
  /** Takes a line, with its end, along with the next lot. Never throws, never blocks. */
  readonly push: (line: string) => void
  /** Resolves once nothing waits any more. */
  readonly flush: () => Promise<void>
  /** Lets go of what waits, for a process that ends: there is no later. */
  readonly end: () => void
}

/** Lets lines leave in lots: those of a few milliseconds, or that came while the last lot left. */
export function createLineQueue({ output, onDropped }: LineQueueOptions): LineQueue {
  const waiting = new Gathered()
  let lines = 0
  let isLeaving = false
  let emptied: Promise<void> | undefined

  function take(): { lot: Uint8Array; count: number } {
    const taken = { lot: waiting.take(), count: lines }
    lines = 0
    return taken
  }

  async function empty(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, gatherMs))
    isLeaving = true
    while (lines > 0) {
      const { lot, count } = take()
      await output.write(lot).catch(() => onDropped(count))
    }
    isLeaving = false
    emptied = undefined
  }

  return {
    push(line) {
      if (waiting.length + line.length > mostWaiting) return onDropped(1)
      waiting.add(line)
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
