import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { startUpstream } from '../upstream/start-upstream.ts'
import { startTraffic } from './traffic.ts'

const port = process.env.PORT ?? '8000'
const folder = mkdtempSync(join(tmpdir(), 'anilibria-demo-'))
const upstream = await startUpstream({ port: Number(process.env.UPSTREAM_PORT ?? 8001) })
const ending = new AbortController()

const service = spawn(process.execPath, ['src/main/node.js'], {
  stdio: 'inherit',
  env: {
    LOG_LEVEL: 'warn',
    DATA_DIR: folder,
    ENVIRONMENT: 'demo',
    WATCH_INTERVAL: '5',
    ...process.env,
    PORT: port,
    ANILIBRIA_API_URLS: upstream.url,
  },
})

service.once('exit', async (code) => {
  ending.abort()
  await upstream.stop()
  rmSync(folder, { recursive: true, force: true })
  process.exitCode = code ?? 1
})
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => service.kill(signal))
}

const base = `http://localhost:${port}`
const api = `${base}/api/anilibria/v2`

process.stdout.write(`
The service answers, and has a trickle of visitors:
  ${api}/titles/9000
  ${api}/updates
  ${api}/titles?status=ongoing
  ${api}/search?q=naruto
  ${api}/schedule
  ${base}/health
  ${base}/metrics
  ${base}/openapi.json

AniLibria is simulated at ${upstream.url}. Break it, and see titles go on coming:
  curl ${upstream.origin}/levers -d '{"fault":"down"}'
  curl -i ${api}/titles/9000
  curl -X DELETE ${upstream.origin}/levers

It is looked at every 5 s for what is new. Wait for it in one terminal, let it happen in another:
  curl -N ${api}/events
  curl ${upstream.origin}/publish/episode -d '{"title_id":9000}'

Ctrl-C ends it.
`)
startTraffic(api, 500, ending.signal)
