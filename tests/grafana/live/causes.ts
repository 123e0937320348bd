import { setInterval, setTimeout } from 'node:timers/promises'
import { streamReceiver, webhookReceiver, webSocketReceiver } from '../../push/receivers.ts'
import type { Stack } from '../../stack/start-stack.ts'

export interface Causes {
  stop(): Promise<void>
}

/** What visitors ask for: what is there, what is not, what is wrong, and what AniLibria has to tell. */
const paths = (nth: number): readonly string[] => [
  '/titles/9000',
  '/titles/10126',
  '/updates?limit=10',
  '/titles/424242',
  '/titles?limit=wrong',
  '/random',
  `/search?q=naruto${nth}`,
]

/**
 * Makes happen, over and over, what dashboards show: visitors, listeners, news, jobs, and an AniLibria
 * that is well, then slow, then away.
 */
export async function startCauses({ world, replicas }: Stack): Promise<Causes> {
  const { signal, stop } = stopping()
  const urls = () => replicas.map(({ url }) => url)
  const webhook = await webhookReceiver()
  const receivers = [webhook, webSocketReceiver(urls), streamReceiver(urls)]
  const talker = new WebSocket(`${replicas[0].url.replace('http', 'ws')}/api/anilibria/v2/ws`)
  const body = JSON.stringify({ url: webhook.url })
  await replicas[0].internal('/webhooks', { method: 'POST', body })

  async function visit(): Promise<void> {
    let nth = 0
    for await (const _ of setInterval(50, null, { signal })) {
      nth += 1
      const all = paths(nth)
      const path = all[nth % all.length] ?? ''
      // Nobody waits for it: some take long.
      void replicas[nth % 2]?.api(path, { signal }).then((answer) => answer.arrayBuffer(), ignore)
    }
  }
  async function publish(): Promise<void> {
    for await (const _ of setInterval(1000, null, { signal })) {
      world.upstream.publishEpisode({ title_id: 9000 })
      talker.send(JSON.stringify({ type: 'ping', data: {} }))
      const sync = JSON.stringify({ title_id: 10126, force: true })
      void replicas[1].internal('/sync/title', { method: 'POST', body: sync, signal }).catch(ignore)
    }
  }
  async function trouble(): Promise<void> {
    while (!signal.aborted) {
      world.upstream.reset()
      await setTimeout(5000, null, { signal })
      world.upstream.pull({ fault: 'slow', delay_ms: 700 })
      await setTimeout(3000, null, { signal })
      world.upstream.pull({ fault: 'down' })
      await setTimeout(3000, null, { signal })
    }
  }
  const all = [visit(), publish(), trouble()].map((one) => one.catch(ignore))
  return {
    async stop() {
      stop()
      talker.close()
      for (const receiver of receivers) receiver.stop()
      await Promise.all(all)
    },
  }
}

function stopping() {
  const controller = new AbortController()
  return { signal: controller.signal, stop: () => controller.abort() }
}

function ignore(): void {}
