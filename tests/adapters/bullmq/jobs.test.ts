import assert from 'node:assert/strict'
import { after, before, describe } from 'node:test'
import { createBullmqJobs } from '../../../src/adapters/bullmq/jobs.ts'
import { itIsJobs } from '../../contracts/jobs.ts'
import { missing } from '../../servers/missing.ts'
import { startRedis } from '../../servers/redis.ts'
import type { Server } from '../../servers/running/start-server.ts'

describe('jobs by BullMQ', { skip: missing('redis') }, () => {
  let redis: Server
  let databases = 0
  before(async () => {
    redis = await startRedis({ args: ['--databases', '64'] })
  })
  itIsJobs(async () => {
    const url = `${redis.url}/${databases++}`
    return createBullmqJobs({ url, firstPauseMs: 100, onError: assert.ifError })
  })
  after(() => redis.stop())
})
