import type { Told } from '../../src/core/webhooks/receiver.ts'

/** What a webhook may say to an event. */
export const taken = { taken: true, status: 204 } as const satisfies Told

export const refused = {
  taken: false,
  status: 500,
  reason: 'status 500',
  gone: false,
  retryAfterMs: null,
} as const satisfies Told
