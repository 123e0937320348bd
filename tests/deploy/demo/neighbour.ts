// A program: the neighbour of compose's profile `demo`.
import process from 'node:process'
import { startNeighbour } from '../../stack/neighbour.ts'

const neighbour = await startNeighbour({
  host: '0.0.0.0',
  port: 5000,
  collector: 'http://otel-collector:4318',
})

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => void neighbour.stop())
}
