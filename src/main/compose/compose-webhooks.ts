import { createSignInternal } from '../../adapters/jose/internal-tokens.ts'
import { createPost } from '../../adapters/webhooks/post.ts'
import { resolveBySystem } from '../../adapters/webhooks/public-addresses.ts'
import { tellNeighbour } from '../../adapters/webhooks/tell-neighbour.ts'
import { type TellingOptions, tellWebhook } from '../../adapters/webhooks/tell-webhook.ts'
import type { Config } from '../../config.ts'
import type { Jobs } from '../../core/jobs/jobs.ts'
import type { Store } from '../../core/store/store.ts'
import { version } from '../../core/version.ts'
import { createDeliverDue } from '../../core/webhooks/deliver-due.ts'
import type { Receiver } from '../../core/webhooks/receiver.ts'
import { createTellWebhooks } from '../../core/webhooks/tell-webhooks.ts'
import { type Webhook, wants } from '../../core/webhooks/webhook.ts'
import { measuredReceiver } from '../../telemetry/measured/measured-receiver.ts'
import type { Scope } from '../../telemetry/scope.ts'
import type { Telemetry } from '../../telemetry/telemetry.ts'
import { traceparentOf } from '../../telemetry/trace-ids.ts'
import { tracedReceiver } from '../../telemetry/traced/traced-receiver.ts'
import { lookEvery } from './look-every.ts'

/** How often it is looked for what is to be told, or told again, in milliseconds. */
const tellMs = 5000

/** How often the numbers of webhooks are looked at, in milliseconds. */
const lookMs = 15_000

export interface ComposedWebhooks {
  /** Says who does the jobs of telling webhooks, and begins to do so every so often. */
  assign(jobs: Jobs): void
  stop(): void
}

/** Puts together what tells other services of events. */
export function composeWebhooks(
  config: Config,
  { events, outbox, webhooks }: Store,
  scope: Scope,
  telemetry: Telemetry,
): ComposedWebhooks {
  const now = Date.now
  const telling = (allowPrivate: boolean): TellingOptions => ({
    post: createPost({ allowPrivate, resolve: resolveBySystem }),
    userAgent: `anilibria-service/${version}`,
    traceparent() {
      const here = scope.current()
      return here ? traceparentOf(here.trace) : null
    },
  })
  const toWebhooks = telling(config.WEBHOOK_ALLOW_PRIVATE)

  const receiverOf = (webhook: Webhook): Receiver => ({
    id: webhook.id,
    channel: 'webhook',
    url: new URL(webhook.url),
    wants: (event) => wants(webhook, event),
    tell: tellWebhook(webhook, toWebhooks),
    disable: (reason) => webhooks.disable(webhook.id, now(), reason),
  })
  const observed = (receiver: Receiver): Receiver =>
    tracedReceiver(measuredReceiver(receiver, telemetry), telemetry.tracer)
  const neighbours = neighbourOf(config, telling(true), telemetry)

  async function receivers(): Promise<readonly Receiver[]> {
    const enabled = (await webhooks.list()).filter(({ disabled }) => disabled === null)
    return [...enabled.map(receiverOf), ...neighbours].map(observed)
  }

  const looking = lookEvery(lookMs, async () => ({
    waiting: await outbox.count(),
    disabled: (await webhooks.list()).filter(({ disabled }) => disabled !== null).length,
  }))
  const { meter } = telemetry
  meter.watch('notificationsWaiting', {}, () => looking.last()?.waiting ?? null)
  meter.watch('webhooksDisabled', {}, () => looking.last()?.disabled ?? null)

  const deliverDue = createDeliverDue({ outbox, now, random: Math.random })
  return {
    assign(jobs) {
      const beginDelivering = async (receiverId: string): Promise<void> => {
        await jobs.add('deliver-webhook', `webhook-${receiverId}`, { receiverId })
      }
      const tell = createTellWebhooks({ events, outbox, receivers, beginDelivering, now })
      jobs.handle('tell-webhooks', (_data, signal) => tell(signal))
      jobs.handle('deliver-webhook', async ({ receiverId }, signal) => {
        const receiver = (await receivers()).find(({ id }) => id === receiverId)
        if (receiver) await deliverDue(receiver, signal)
      })
      jobs.repeat('tell-webhooks', tellMs)
    },
    stop: looking.stop,
  }
}

/** The neighbour, if there is one that we can prove ourselves to. */
function neighbourOf(
  { NODEJS_SERVICE_URL: base, INTERNAL_JWT_SECRET: secret, OTEL_SERVICE_NAME }: Config,
  telling: TellingOptions,
  { log }: Telemetry,
): readonly Receiver[] {
  if (base === null) return []
  if (secret === null) {
    log.write('neighbourNotTold', { setting: 'INTERNAL_JWT_SECRET' })
    return []
  }
  const url = new URL('internal/anilibria/notify', base.endsWith('/') ? base : `${base}/`)
  const token = createSignInternal(secret, OTEL_SERVICE_NAME)
  const tell = tellNeighbour({ ...telling, url, token })
  return [{ id: 'nodejs', channel: 'nodejs', url, wants: () => true, tell, disable: null }]
}
