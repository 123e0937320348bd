import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Webhook } from '../../src/core/webhooks/webhook.ts'
import type { WebhookStore } from '../../src/core/webhooks/webhook-store.ts'

/** A webhook of this id for all events, made at 1,000. */
export function webhookOf(id: string, about: Partial<Webhook> = {}): Webhook {
  return {
    id,
    url: 'https://example.com/hook',
    secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
    types: null,
    titleIds: null,
    createdAt: 1_000,
    disabled: null,
    ...about,
  }
}

/** Declares what every keeper of webhooks does. `open` makes one that has none. */
export function itIsAWebhookStore(open: () => Promise<WebhookStore>): void {
  const openWith = async (...webhooks: readonly Webhook[]): Promise<WebhookStore> => {
    const store = await open()
    for (const webhook of webhooks) await store.add(webhook)
    return store
  }
  describe('keeps webhooks, so it', () => {
    itLists(openWith)
    itRemoves(openWith)
    itDisables(openWith)
  })
}

type OpenWith = (...webhooks: readonly Webhook[]) => Promise<WebhookStore>

function itLists(openWith: OpenWith): void {
  it('lists webhooks as they were added', async () => {
    const whole = webhookOf('a-B_9', {
      url: 'http://user:word@[::1]:8080/%D0%A4?b=$set&c=\'"#Фрирен',
      types: ['new_episode', 'status_change'],
      titleIds: [9542, 1],
      createdAt: 1_789_000_000_123,
      disabled: { at: 1_790_000_000_123, reason: 'It said "no", Фрирен' },
    })
    const empty = webhookOf('empty', { types: [], titleIds: [], createdAt: 1_789_000_000_124 })

    const store = await openWith(whole, empty)

    assert.deepEqual(await store.list(), [whole, empty])
  })

  it('lists the oldest first', async () => {
    const store = await openWith(
      webhookOf('b', { createdAt: 900 }),
      webhookOf('c', { createdAt: 1_000 }),
      webhookOf('a', { createdAt: 10_000 }),
    )

    assert.deepEqual(idsOf(await store.list()), ['b', 'c', 'a'])
  })

  it('keeps a secret as it was given', async () => {
    const secrets = ['whsec_a+/b==', ' spaces ', 'whsec_', "'; --", 'Фрирен']

    const store = await openWith(
      ...secrets.map((secret, index) => webhookOf(`${index}`, { secret, createdAt: index })),
    )

    assert.deepEqual(
      (await store.list()).map(({ secret }) => secret),
      secrets,
    )
  })

  it('has one that is added twice once', async () => {
    const store = await openWith(webhookOf('a'), webhookOf('a'))

    assert.deepEqual(await store.list(), [webhookOf('a')])
  })
}

function itRemoves(openWith: OpenWith): void {
  it('removes one, and says whether it was there', async () => {
    const store = await openWith(webhookOf('a'), webhookOf('b'))

    assert.equal(await store.remove('a'), true)
    assert.equal(await store.remove('a'), false)
    assert.equal(await store.remove('B'), false)

    assert.deepEqual(await store.list(), [webhookOf('b')])
  })
}

function itDisables(openWith: OpenWith): void {
  it('notes since when one is disabled and why, and keeps the rest', async () => {
    const a = webhookOf('a', { types: ['new_title'], titleIds: [9542] })
    const b = webhookOf('b', { createdAt: 1_001 })
    const store = await openWith(a, b)

    await store.disable('a', 1_789_000_000_123, 'It does not answer')

    const disabled = { at: 1_789_000_000_123, reason: 'It does not answer' }
    assert.deepEqual(await store.list(), [{ ...a, disabled }, b])
  })

  it('disables none that is not there', async () => {
    const store = await openWith(webhookOf('a'))

    await store.disable('b', 1, 'It does not answer')

    assert.deepEqual(await store.list(), [webhookOf('a')])
    assert.equal(await store.remove('b'), false)
  })
}

function idsOf(webhooks: readonly Webhook[]): readonly string[] {
  return webhooks.map(({ id }) => id)
}
