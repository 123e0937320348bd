// A program: serves /metrics with many series at the port it is told, with nothing around it.
import process from 'node:process'
import { serve } from '@hono/node-server'
import { expositionOf } from '../../../../src/adapters/prometheus/exposition.ts'
import { manySeries } from './many-series.ts'

const registry = manySeries()

async function fetch(request: Request): Promise<Response> {
  const isOpen = request.headers.get('Accept')?.includes('openmetrics')
  const { type, text } = await expositionOf(registry, isOpen ? 'openmetrics' : 'text')
  return new Response(text, { headers: { 'Content-Type': type } })
}

serve({ fetch, hostname: '127.0.0.1', port: Number(process.argv[2]) })
