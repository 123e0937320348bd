import { Hono } from 'hono'
import { search } from '../catalogue/search.ts'
import type { Shelf } from '../catalogue/shelf.ts'
import type { Levers } from '../levers/levers.ts'
import { unprocessable } from './refusal.ts'

const mostFound = 50

/** Under `/app`: the search, whose releases come without genres, and the state of the site. */
export function site(shelf: Shelf, levers: Levers): Hono {
  return new Hono()
    .get('/search/releases', (c) => {
      const text = c.req.query('query')
      if (!text) throw unprocessable('query', 'The query field is required.')
      const found = search(shelf.all(), text).slice(0, mostFound)
      return c.json(found.map(({ release }) => release))
    })
    .get('/status', (c) => {
      const { country } = levers.position()
      const request = {
        ip: '203.0.113.7',
        country: new Intl.DisplayNames(['en'], { type: 'region' }).of(country) ?? country,
        iso_code: country,
        timezone: country === 'GE' ? 'Asia/Tbilisi' : 'UTC',
      }
      const endpoints = [new URL(c.req.url).origin]
      return c.json({ request, is_alive: true, available_api_endpoints: endpoints })
    })
}
