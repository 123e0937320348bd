import { Hono } from 'hono'
import type { Shelf } from '../catalogue/shelf.ts'
import { inSchedule } from './served-release.ts'

/** Under `/anime/schedule`: what is coming out, from Monday to Sunday, in one bare array. */
export function schedule(shelf: Shelf): Hono {
  return new Hono().get('/week', (c) => {
    const ongoing = shelf.all().filter(({ release }) => release.is_ongoing)
    const week = ongoing.toSorted(
      (a, b) => a.release.publish_day.value - b.release.publish_day.value,
    )
    return c.json(week.map(inSchedule))
  })
}
