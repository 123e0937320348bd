// A program: the whole system on this machine, from the real programs, with steady traffic.
import process from 'node:process'
import { startTraffic } from '../support/demo/traffic.ts'
import { startStack } from './start-stack.ts'

const known = {
  replicas: [8000, 8010],
  neighbour: 5000,
  jaeger: 16_686,
  prometheus: 9090,
  alertmanager: 9093,
} as const

process.stdout.write('Starting everything …\n')
const stack = await startStack({
  env: { ENVIRONMENT: 'stack', WATCH_INTERVAL: '10' },
  // So a second one can run beside the first.
  ports: process.env.STACK_PORTS === 'free' ? undefined : known,
})
const { world, replicas, neighbour, tracing, prometheus, alerting } = stack
const [one, other] = replicas

process.stdout.write(`
Two replicas of the service answer, and have visitors:
  ${one.url}/api/anilibria/v2/titles/9000
  ${one.url}/metrics
  ${other.url}/metrics
  ${neighbour.url}/health

What they tell of themselves (Jaeger and Prometheus, as Go builds them, have an API and no pages):
  ${tracing.jaeger.url}/api/traces?service=anilibria-service
  ${prometheus.url}/api/v1/query?query=anilibria_http_requests_total
  ${alerting.alertmanager.url}/api/v2/alerts

AniLibria is simulated. Let it publish an episode, of which the neighbour is told:
  curl ${world.upstream.origin}/publish/episode -d '{"title_id":10126}'

Break it, and five minutes later Slack is told, which is simulated, too:
  curl ${world.upstream.origin}/levers -d '{"fault":"down"}'
  curl -X DELETE ${world.upstream.origin}/levers

Ctrl-C ends everything.
`)

const visits = new AbortController()
for (const { url } of replicas) startTraffic(`${url}/api/anilibria/v2`, 500, visits.signal)

let told = 0
const telling = setInterval(() => {
  const news = alerting.slack.received.slice(told).flatMap(({ attachments = [] }) => attachments)
  told = alerting.slack.received.length
  for (const { title, text } of news) process.stdout.write(`\nSlack: ${title}\n${text}\n`)
}, 1000)

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  // Whoever starts processes ends them hard on these; here, there is time to tidy up.
  process.removeAllListeners(signal)
  process.once(signal, async () => {
    visits.abort()
    clearInterval(telling)
    await stack.end()
  })
}
