import process from 'node:process'
import { faults } from './levers/faults.ts'
import { startUpstream } from './start-upstream.ts'

const upstream = await startUpstream({ port: Number(process.env.UPSTREAM_PORT ?? 8001) })

process.stdout.write(`The simulated AniLiberty answers at ${upstream.url}

Levers (only one fault at a time):
${Object.entries(faults)
  .map(([name, meaning]) => `  ${name.padEnd(14)}${meaning}`)
  .join('\n')}

Try:
  curl ${upstream.url}/anime/releases/9000
  curl ${upstream.origin}/levers -d '{"fault":"down"}'
  curl ${upstream.origin}/levers -d '{"fault":"slow","delay_ms":5000,"path":"/anime/releases"}'
  curl ${upstream.origin}/levers -d '{"fault":"5xx","status":502,"share":0.25}'
  curl ${upstream.origin}/levers -d '{"fault":"429","retry_after":30,"times":3}'
  curl ${upstream.origin}/levers -d '{"country":"RU"}'
  curl -X DELETE ${upstream.origin}/levers
  curl ${upstream.origin}/publish/episode -d '{"title_id":10126,"qualities":["480"]}'
  curl ${upstream.origin}/publish/title -d '{"name":"Новинка"}'
  curl ${upstream.origin}/publish/status -d '{"title_id":10126,"is_ongoing":false}'
  curl ${upstream.origin}/requests
`)

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void upstream.stop())
}
