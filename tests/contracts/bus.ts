import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import type { Bus, Message } from '../../src/core/replicas/bus.ts'
import { until } from '../runtimes/until.ts'

const messages: readonly Message[] = [
  { kind: 'learned', key: 'search:5:фрирен', checkedAt: 1_789_000_000_123 },
  { kind: 'cleared', pattern: 'title:*' },
  { kind: 'appended' },
]

/** Keeps what is heard. */
export function heardBy(bus: Bus): readonly Message[] {
  const heard: Message[] = []
  bus.listen((message) => heard.push(message))
  return heard
}

/** Declares what a bus between replicas does. `open` makes those of so many, who hear each other. */
export function itIsABus(open: (replicas: number) => Promise<readonly Bus[]>): void {
  describe('is a bus, so it', () => {
    it('tells all others every kind of message, in order', async () => {
      const [one, ...others] = await open(3)
      const heard = others.map(heardBy)

      for (const message of messages) await one?.tell(message)

      await until(() => heard.every(({ length }) => length === messages.length))
      assert.deepEqual(heard, [messages, messages])
    })

    it('tells a replica nothing of its own', async () => {
      const [one = assert.fail(), other] = await open(2)
      const heard = heardBy(one)
      await one.tell({ kind: 'cleared', pattern: 'mine' })
      await other?.tell({ kind: 'cleared', pattern: 'yours' })

      await until(() => heard.length > 0)
      await setTimeout(20)
      assert.deepEqual(heard, [{ kind: 'cleared', pattern: 'yours' }])
    })

    it('tells everyone in a replica who listens', async () => {
      const [one, other = assert.fail()] = await open(2)
      const heard = [heardBy(other), heardBy(other)]

      await one?.tell({ kind: 'cleared', pattern: '*' })

      await until(() => heard.every(({ length }) => length === 1))
    })
  })
}
