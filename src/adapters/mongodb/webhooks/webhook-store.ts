import type { Webhook } from '../../../core/webhooks/webhook.ts'
import type { WebhookStore } from '../../../core/webhooks/webhook-store.ts'
import { type Place, put } from '../documents.ts'
import { documentOf, parseWebhook } from './webhook-document.ts'

/** Keeps webhooks in their collection; one that is added again takes the place of what was there. */
export function createMongodbWebhookStore({ documents, reach, onUnreadable }: Place): WebhookStore {
  return {
    add: (webhook) =>
      reach('add a webhook', (limits) => put(documents, documentOf(webhook), limits)),
    list: () =>
      reach('list webhooks', async (limits) => {
        const webhooks: Webhook[] = []
        const sort = { created_at: 1, _id: 1 } as const
        for await (const document of documents.find({}, { ...limits, sort })) {
          const webhook = parseWebhook(document)
          if (webhook === null) onUnreadable(String(document._id))
          else webhooks.push(webhook)
        }
        return webhooks
      }),
    remove: (id) =>
      reach('remove a webhook', async (limits) => {
        return (await documents.deleteOne({ _id: id }, limits)).deletedCount === 1
      }),
    disable: (id, at, reason) =>
      reach('disable a webhook', async (limits) => {
        await documents.updateOne({ _id: id }, { $set: { disabled: { at, reason } } }, limits)
      }),
  }
}
