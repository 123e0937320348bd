import { eventTypes } from '../core/events/title-event.ts'

/** Methods of HTTP as labels know them: `_OTHER` for what a client made up. */
export const methods = [
  'GET',
  'HEAD',
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'OPTIONS',
  'CONNECT',
  'TRACE',
  '_OTHER',
] as const

/** Messages over WebSockets, in and out; `unknown` for what a client made up. */
export const messageTypes = [
  'subscribe_title',
  'unsubscribe_title',
  'subscribe_updates',
  'resume',
  'ping',
  'pong',
  'subscribed',
  'error',
  ...eventTypes,
  'unknown',
] as const

export const channels = ['websocket', 'sse', 'webhook', 'nodejs'] as const

export const levels = ['memory', 'redis', 'database'] as const

export const results = ['hit', 'miss', 'error', 'ok'] as const

export const errorTypes = [
  'invalid',
  'unavailable',
  'denied',
  'timeout',
  'cancelled',
  'internal',
] as const

export const collections = [
  'titles',
  'lists',
  'aliases',
  'events',
  'sync_status',
  'webhooks',
  'outbox',
] as const

export const components = [
  'http',
  'anilibria_api',
  'cache',
  'database',
  'title_sync',
  'notifications',
  'jobs',
  'background',
] as const
