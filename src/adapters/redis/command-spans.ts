import { type TracingChannelSubscribers, tracingChannel } from 'node:diagnostics_channel'
import type { CommandTraceContext } from 'ioredis'
import type { BegunSpan, Tracer } from '../../telemetry/tracer.ts'
import { redisFailure } from './reach.ts'

/** What a connection sends for itself, in the circumstances of whoever made it connect. */
const ofConnections = new Set(['hello', 'auth', 'select', 'client', 'info', 'subscribe'])

/** What ioredis tells of a command under way; one object from its start to its end. */
type Told = CommandTraceContext & { readonly error?: unknown }

/**
 * Makes a span of every command that ioredis sends in this process, whoever lets it, under the span of
 * its caller. Of what a command says only its name is told.
 *
 * @returns Ends it: later commands make no spans.
 */
export function traceRedisCommands(tracer: Tracer): () => void {
  const channel = tracingChannel<unknown, Told>('ioredis:command')
  const begun = new WeakMap<Told, BegunSpan<'redisCommand'>>()
  const subscribers: TracingChannelSubscribers<Told> = {
    start(told) {
      const span = ofConnections.has(told.command) ? undefined : begin(tracer, told)
      if (span !== undefined) begun.set(told, span)
    },
    asyncEnd(told) {
      const failed = told.error !== undefined
      begun.get(told)?.end(failed ? redisFailure(`do ${told.command}`, told.error) : undefined)
    },
    end() {},
    asyncStart() {},
    error() {},
  }
  channel.subscribe(subscribers)
  return () => channel.unsubscribe(subscribers)
}

function begin(tracer: Tracer, { command, database, serverAddress, serverPort }: Told) {
  const name = command.toUpperCase()
  const attributes = {
    'db.system.name': 'redis',
    'db.operation.name': name,
    'db.namespace': String(database),
    'server.address': serverAddress,
    'server.port': serverPort,
  }
  return tracer.begin('redisCommand', attributes, name)
}
