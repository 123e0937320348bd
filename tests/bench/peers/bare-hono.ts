// A program: what Hono takes to answer with some bytes, and nothing else.
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { contentType, hostname, port, title } from './title.ts'

const app = new Hono()
app.get('/api/anilibria/v2/titles/:id', (c) => c.body(title, 200, { 'Content-Type': contentType }))
serve({ fetch: app.fetch, port, hostname })
