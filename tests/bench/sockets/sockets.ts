import { join } from 'node:path'
import process from 'node:process'
import { setTimeout } from 'node:timers/promises'
import { runtimes } from '../../runtimes/runtimes.ts'
import { type Started, start } from '../../runtimes/started.ts'
import { startProcess } from '../../support/start-process.ts'
import { residentBytes } from './resident-bytes.ts'
import { startTitleLoad } from './title-load.ts'

const many = 10_000
const events = 5
const env = {
  WATCH_INTERVAL: '1',
  WEBSOCKET_MAX_CONNECTIONS: String(many),
  WEBSOCKET_MAX_PER_CLIENT: '0',
}

/**
 * 10,000 WebSockets that want every event, on one process: what they take, how long an event takes
 * from when it was found to the last of them, and how slow a title gets. Needs `ulimit -n` above
 * 10,100.
 */
export async function run(): Promise<void> {
  for (const runtime of runtimes.filter(({ livesLong }) => livesLong)) {
    const service = await start(runtime, env)
    await service.program.line('Catalogue seen for the first time')
    say(`${runtime.name}:`)
    await measure(service).finally(() => service.end())
  }
}

async function measure(service: Started): Promise<void> {
  const load = startTitleLoad(service.url)
  await setTimeout(5000)
  say(`  title without connections: p99 ${load.p99().toFixed(1)} ms`)

  const before = residentBytes(service.program.pid)
  const holder = startProcess(
    [process.execPath, join(import.meta.dirname, 'holder.ts'), service.url, String(many)],
    {},
  )
  const startedAt = Date.now()
  await holder.line('"opened"')
  say(`  ${many} connections opened in ${((Date.now() - startedAt) / 1000).toFixed(1)} s`)
  await setTimeout(5000)
  load.p99()
  const bytes = residentBytes(service.program.pid) - before
  say(`  memory per connection: ${(bytes / many / 1024).toFixed(1)} KiB of resident memory`)

  await setTimeout(35_000)
  say(`  title meanwhile, pings included: p99 ${load.p99().toFixed(1)} ms`)

  for (let told = 0; told < events; told += 1) {
    const { ordinal } = service.upstream.publishEpisode({ title_id: 9000 })
    const line = await holder.line(`"new_episode-9000-${ordinal}"`)
    say(`  an event has reached all after ${JSON.parse(line).ms} ms`)
  }
  say(`  title while events are told: p99 ${load.p99().toFixed(1)} ms`)
  const lost = holder.output().split('"lost"').length - 1
  if (lost > 0) say(`  connections lost: ${lost}`)
  load.stop()
  await holder.end()
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
