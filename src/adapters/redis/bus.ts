import type { Bus, Message } from '../../core/replicas/bus.ts'
import type { OpenRedis } from './connect.ts'
import { type Envelope, parseEnvelope } from './envelope.ts'
import { names } from './names.ts'

/** Tells over a channel that all replicas listen to. What is told while there is no connection is lost. */
export function createRedisBus({ reach, subscriber }: OpenRedis): Bus {
  const me = crypto.randomUUID()

  function subscribe(): void {
    // It fails with the connection only: the next one brings us here again.
    subscriber.subscribe(names.bus).catch(() => {})
  }
  subscriber.on('ready', subscribe)
  if (subscriber.status === 'ready') subscribe()

  return {
    async tell(message) {
      const envelope: Envelope = { from: me, message }
      await reach('tell the other replicas', (client) =>
        client.publish(names.bus, JSON.stringify(envelope)),
      ).catch(() => {})
    },
    listen(hear: (message: Message) => void) {
      subscriber.on('message', (_channel, text) => {
        const envelope = parseEnvelope(text)
        if (envelope !== null && envelope.from !== me) hear(envelope.message)
      })
    },
  }
}
