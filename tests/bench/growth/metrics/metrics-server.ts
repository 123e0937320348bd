// A program: serves /metrics with many series at the port it is told, by our own route.
import process from 'node:process'
import { serve } from '@hono/node-server'
import { expositionOf } from '../../../../src/adapters/prometheus/exposition.ts'
import { metrics } from '../../../../src/http/routes/metrics.ts'
import { manySeries } from './many-series.ts'

const registry = manySeries()
const { fetch } = metrics((format) => expositionOf(registry, format))
serve({ fetch, hostname: '127.0.0.1', port: Number(process.argv[2]) })
