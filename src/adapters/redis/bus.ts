import type { Redis } from 'ioredis'
import type { Bus, Message } from '../../core/replicas/bus.ts'
import type { OpenRedis } from './connect.ts'
import { type Envelope, parseEnvelope } from './envelope.ts'
import { names } from './names.ts'

/** Tells over a channel that all replicas listen to. What is told while there is no connection is lost. */
export function createRedisBus({ reach, subscriber }: OpenRedis): Bus {
  const me = crypto.randomUUID()

  const ready = (): void => {
    // It fails with the connection only: the next one brings us here again.
    subscribe(subscriber).catch(() => {})
  }
  subscriber.on('ready', ready)
  if (subscriber.status === 'ready') ready()

  return {
    async tell(message) {
      const envelope: Envelope = { from: me, message }
      const publish = (client: Redis) => client.publish(names.bus, JSON.stringify(envelope))
      // Who tells does not wait for the answer: it is on its way, or lost.
      reach('tell the other replicas', publish).catch(() => {})
    },
    listen(hear: (message: Message) => void) {
      subscriber.on('message', (_channel, text) => {
        const envelope = parseEnvelope(text)
        if (envelope !== null && envelope.from !== me) hear(envelope.message)
      })
    },
  }
}

/** An answer to SUBSCRIBE that is none makes ioredis end the process: it must be Redis who answers. */
async function subscribe(subscriber: Redis): Promise<void> {
  if ((await subscriber.ping()) === 'PONG') await subscriber.subscribe(names.bus)
}
