import type { Delivery, Outbox } from '../../src/core/webhooks/outbox.ts'
import type { Webhook } from '../../src/core/webhooks/webhook.ts'
import type { WebhookStore } from '../../src/core/webhooks/webhook-store.ts'

export function createFakeWebhookStore(): WebhookStore {
  const webhooks = new Map<string, Webhook>()
  return {
    async add(webhook) {
      webhooks.set(webhook.id, webhook)
    },
    list: async () => [...webhooks.values()],
    remove: async (id) => webhooks.delete(id),
    async disable(id, at, reason) {
      const webhook = webhooks.get(id)
      if (webhook) webhooks.set(id, { ...webhook, disabled: { at, reason } })
    },
  }
}

export function createFakeOutbox(): Outbox {
  let deliveries: readonly Delivery[] = []
  const isSame = (one: Delivery, { receiverId, event }: Delivery) =>
    one.receiverId === receiverId && one.event.id === event.id
  return {
    async add(receiverIds, event, at) {
      for (const receiverId of receiverIds) {
        const delivery = { receiverId, event, attempts: 0, addedAt: at, nextAt: at }
        if (!deliveries.some((one) => isSame(one, delivery))) deliveries = [...deliveries, delivery]
      }
    },
    pending: async (receiverId, limit) =>
      deliveries.filter((delivery) => delivery.receiverId === receiverId).slice(0, limit),
    async postpone(delivery, nextAt) {
      deliveries = deliveries.map((one) =>
        isSame(one, delivery) ? { ...one, attempts: one.attempts + 1, nextAt } : one,
      )
    },
    async remove(delivery) {
      deliveries = deliveries.filter((one) => !isSame(one, delivery))
    },
    async drop(receiverId) {
      deliveries = deliveries.filter((delivery) => delivery.receiverId !== receiverId)
    },
    count: async () => deliveries.length,
  }
}
