import { tracingChannel } from 'node:diagnostics_channel'
import { EventEmitter } from 'node:events'
import type { MongoClient } from 'mongodb'
import { traceCommands } from '../../../src/adapters/mongodb/client/command-spans.ts'
import { traceRedisCommands } from '../../../src/adapters/redis/command-spans.ts'
import { createTimerJobs } from '../../../src/adapters/timers/jobs.ts'
import { Failure } from '../../../src/core/failure.ts'
import type { Receiver, Told } from '../../../src/core/webhooks/receiver.ts'
import { measuredPush } from '../../../src/telemetry/measured/measured-push.ts'
import { silentMeter } from '../../../src/telemetry/silent-meter.ts'
import { tracedJobs } from '../../../src/telemetry/traced/traced-jobs.ts'
import { tracedReceiver } from '../../../src/telemetry/traced/traced-receiver.ts'
import { eventOf } from '../../support/events.ts'
import { refused, taken } from '../../support/told.ts'
import type { TracedWorld } from './traced-world.ts'

/** What the spans are called here whose names the table has with holes. */
export const names: Readonly<Record<string, string>> = {
  redisCommand: 'GET',
  databaseCommand: 'find titles',
  job: 'job sync-title',
  notify: 'notify sse',
}

/** Everything that makes spans and is no reading of titles, each time also in vain. */
export async function liveBehind(world: TracedWorld): Promise<void> {
  await sendToRedis(world)
  await sendToMongodb(world)
  await doJob(world)
  await tellEvents(world)
}

const server = { serverAddress: '127.0.0.1', serverPort: 6379 }

/** As ioredis tells of what it sends. */
async function sendToRedis({ request, tracer }: TracedWorld): Promise<void> {
  const stop = traceRedisCommands(tracer)
  const channel = tracingChannel<unknown, object>('ioredis:command')
  const send = (answer: () => Promise<unknown>) =>
    channel.tracePromise(answer, { command: 'get', database: 0, ...server })
  await request(async () => {
    await send(async () => 'one')
    await send(() => Promise.reject(new Error('ERR'))).catch(() => {})
  })
  stop()
}

/** As the driver tells of what it sends. */
async function sendToMongodb({ request, tracer }: TracedWorld): Promise<void> {
  const client = new EventEmitter()
  traceCommands(client as unknown as MongoClient, tracer)
  const command = { commandName: 'find', databaseName: 'anilibria', address: '127.0.0.1:27017' }
  await request(async () => {
    for (const [requestId, end] of [
      [1, 'commandSucceeded'],
      [2, 'commandFailed'],
    ] as const) {
      client.emit('commandStarted', { ...command, requestId, command: { find: 'titles' } })
      client.emit(end, { ...command, requestId, failure: new Error('E11000') })
    }
  })
}

async function doJob({ tracer, scope }: TracedWorld): Promise<void> {
  const jobs = tracedJobs(createTimerJobs(), tracer, scope)
  jobs.handle('sync-title', async ({ titleId }) => {
    tracer.underWay('job').set({ 'titles.fetched': 1 })
    if (titleId === 422) throw new Failure('invalid', 'Cannot')
  })
  jobs.start()
  for (const titleId of [9000, 422]) {
    const id = await jobs.add('sync-title', `title-${titleId}`, { titleId, force: true })
    await jobs.result(id, 1_000).catch(() => {})
  }
  await jobs.stop()
}

async function tellEvents({ tracer }: TracedWorld): Promise<void> {
  const event = eventOf('new_episode-9000-1')
  const told = { channel: 'sse', event, receivers: 2 } as const
  measuredPush({ meter: silentMeter, tracer }).telling(told, () => {})
  const bug = () => Promise.reject(new TypeError('A bug'))
  await tracer.detached('notify', bug, { name: 'notify sse' }).catch(() => {})
  const delivery = { receiverId: 'one', event, attempts: 0, addedAt: 0, nextAt: 0 }
  for (const came of [taken, refused]) {
    const receiver = tracedReceiver(receiverThat(came), tracer)
    await receiver.tell(delivery, new AbortController().signal)
  }
}

function receiverThat(told: Told): Receiver {
  const url = new URL('https://example.org:8443/hook')
  const receiver = { id: 'one', channel: 'webhook', url, disable: null } as const
  return { ...receiver, wants: () => true, tell: async () => told }
}
