import { setImmediate } from 'node:timers'

/** How long others wait at most for what is done here at once, in milliseconds. */
const turnMs = 4

/** How much is done before the clock is read. */
const most = 16

/** Does something small, in the order in which it comes. It must not throw. */
export type InTurns = (work: () => void) => void

/**
 * Lets requests in between: an event for thousands of connections must not make anyone else wait.
 */
export function createInTurns(now: () => number = () => performance.now()): InTurns {
  let waiting: (() => void)[] = []
  let done = 0

  function turn(): void {
    const end = now() + turnMs
    while (done < waiting.length && now() < end) {
      const some = waiting.slice(done, done + most)
      for (const work of some) work()
      done += some.length
    }
    if (done < waiting.length) return void setImmediate(turn)
    waiting = []
    done = 0
  }

  return (work) => {
    waiting.push(work)
    if (waiting.length === 1) setImmediate(turn)
  }
}

/** For all connections of this process. */
export const inTurns = createInTurns()
