import { describe } from 'node:test'
import { createMemoryRateLimiter } from '../../../src/adapters/rate-limiter/memory.ts'
import { itIsARateLimiter } from '../../contracts/rate-limiter.ts'

describe('memory rate limiter', () => {
  itIsARateLimiter(async (options) => createMemoryRateLimiter(options))
})
