/** Does work after all work that was given before. */
export type InTurn = <T>(work: () => Promise<T>) => Promise<T>

/**
 * Makes turns, so that a process does not compete with itself. If work fails, what waits for it
 * fails with it: while MongoDB is frozen nobody waits longer than the first.
 */
export function createTurns(): InTurn {
  let before: Promise<unknown> = Promise.resolve()
  return (work) => {
    const turn = before.then(work)
    before = turn
    turn.catch(() => {
      before = Promise.resolve()
    })
    return turn
  }
}
