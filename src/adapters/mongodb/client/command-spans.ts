import type { CommandFailedEvent, CommandStartedEvent, MongoClient } from 'mongodb'
import type { BegunSpan, Tracer } from '../../../telemetry/tracer.ts'
import { mongodbFailure } from '../reach.ts'

/** Commands that somebody asked for; all others the driver sends for itself, or at start. */
const asked = new Set([
  'aggregate',
  'count',
  'dbStats',
  'delete',
  'find',
  'findAndModify',
  'getMore',
  'insert',
  'update',
])

/** More than ever are under way: each has a connection of its own. */
const mostPending = 1_000

/**
 * Makes a span of every command, under the span of its caller: the driver tells of commands in his
 * circumstances. Of what a command says only its name and its collection are told.
 */
export function traceCommands(client: MongoClient, tracer: Pick<Tracer, 'begin'>): void {
  const pending = new Map<number, BegunSpan<'databaseCommand'>>()
  function end(requestId: number, error?: unknown): void {
    pending.get(requestId)?.end(error)
    pending.delete(requestId)
  }
  client.on('commandStarted', (event) => {
    if (!asked.has(event.commandName)) return
    // One whose end was never told makes room.
    for (const oldest of pending.keys()) if (pending.size >= mostPending) end(oldest)
    const span = begin(tracer, event)
    if (span !== undefined) pending.set(event.requestId, span)
  })
  client.on('commandSucceeded', ({ requestId }) => end(requestId))
  client.on('commandFailed', (event) => end(event.requestId, failureOf(event)))
}

function begin(tracer: Pick<Tracer, 'begin'>, event: CommandStartedEvent) {
  const { commandName, command, databaseName, address } = event
  const named: unknown = commandName === 'getMore' ? command.collection : command[commandName]
  const collection = typeof named === 'string' ? named : undefined
  const server = URL.parse(`mongodb://${address}`)
  const attributes = {
    'db.system.name': 'mongodb',
    'db.operation.name': commandName,
    'db.collection.name': collection,
    'db.namespace': databaseName,
    'server.address': server?.hostname.replace(/^\[|\]$/g, ''),
    'server.port': server ? Number(server.port) : undefined,
  }
  const name = [commandName, collection].filter(Boolean).join(' ')
  return tracer.begin('databaseCommand', attributes, name)
}

/** Without the driver's words, which may hold values. */
function failureOf({ commandName, failure }: CommandFailedEvent): Error {
  return mongodbFailure(`do ${commandName}`, failure)
}
