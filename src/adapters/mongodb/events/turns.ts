/** Does work after all work that was given before, however that ended. */
export type InTurn = <T>(work: () => Promise<T>) => Promise<T>

/** Makes turns, so that a process does not compete with itself. */
export function createTurns(): InTurn {
  let before: Promise<unknown> = Promise.resolve()
  return (work) => {
    const turn = before.then(work)
    before = turn.catch(() => {})
    return turn
  }
}
