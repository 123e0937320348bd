// A program: what happens in compose's profile `demo`. Visitors come and stay, AniLibria publishes episodes,
// and has a bad minute now and then.
import process from 'node:process'
import { setInterval } from 'node:timers/promises'
import { SignJWT } from 'jose'
import { environment } from '../../../src/main/process/environment.ts'
import { streamReceiver, webSocketReceiver } from '../../push/receivers.ts'
import { startTraffic } from '../../support/demo/traffic.ts'

const proxy = 'http://proxy:8080'
const ours = 'http://service:8001'
const upstream = 'http://upstream:8080'

const stop = new AbortController()
const { signal } = stop
const receivers = [webSocketReceiver, streamReceiver].map((receiver) => receiver(() => [proxy]))

startTraffic(`${proxy}/api/anilibria/v2`, 200, signal)
every(20, () => post(`${upstream}/publish/episode`, { title_id: 10126 }))
every(30, async () => {
  await post(`${ours}/internal/sync/title`, { title_id: 9000, force: true }, await token())
})
every(60, (minute) => {
  // Of every ten minutes, one is slow and one is bad.
  const fault = { 3: { fault: 'slow', delay_ms: 800 }, 7: { fault: 'down' } }[minute % 10]
  return fault
    ? post(`${upstream}/levers`, fault)
    : fetch(`${upstream}/levers`, { method: 'DELETE', signal })
})

for (const name of ['SIGTERM', 'SIGINT'] as const) {
  process.once(name, () => {
    stop.abort()
    for (const receiver of receivers) receiver.stop()
  })
}

/** What fails is seen in the service's telemetry. */
async function every(seconds: number, work: (nth: number) => Promise<unknown>): Promise<void> {
  let nth = 0
  try {
    for await (const _ of setInterval(seconds * 1000, null, { signal })) {
      nth += 1
      await work(nth).catch(() => {})
    }
  } catch {
    // It was told to stop.
  }
}

async function post(url: string, body: object, headers = {}): Promise<void> {
  const type = { 'Content-Type': 'application/json' }
  const said = { method: 'POST', body: JSON.stringify(body), headers: { ...type, ...headers } }
  await (await fetch(url, { ...said, signal })).arrayBuffer()
}

async function token(): Promise<{ readonly Authorization: string }> {
  const secret = new TextEncoder().encode(environment().INTERNAL_JWT_SECRET?.trim())
  const claims = new SignJWT({ service: 'visitors' }).setProtectedHeader({ alg: 'HS256' })
  return { Authorization: `Bearer ${await claims.setExpirationTime('5m').sign(secret)}` }
}
