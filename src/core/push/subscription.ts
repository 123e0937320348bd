import { type EventType, eventTypes, type TitleEvent } from '../events/title-event.ts'

/** Which events someone wants to be told. */
export interface Subscription {
  wants(event: TitleEvent): boolean
  /** All events of a title; `false` if there are as many titles already as may be. */
  addTitle(titleId: number): boolean
  removeTitle(titleId: number): void
  /** Events of these types, of all titles, instead of those said before; all types if `undefined`. */
  setTypes(types: readonly EventType[] | undefined): void
  titleIds(): readonly number[]
  types(): readonly EventType[]
}

/** How many titles one connection may follow. */
const mostTitles = 1000

/** Begins with nothing. Many wait, and few want much: what is empty takes no memory. */
export function createSubscription(): Subscription {
  let titles: Set<number> | undefined
  let wanted: readonly EventType[] = []
  return {
    wants: ({ titleId, type }) => titles?.has(titleId) === true || wanted.includes(type),
    addTitle(titleId) {
      titles ??= new Set()
      if (titles.size >= mostTitles && !titles.has(titleId)) return false
      titles.add(titleId)
      return true
    },
    removeTitle: (titleId) => void titles?.delete(titleId),
    setTypes(types = eventTypes) {
      // In the order of the table, each once.
      wanted = eventTypes.filter((type) => types.includes(type))
    },
    titleIds: () => [...(titles ?? [])],
    types: () => wanted,
  }
}
