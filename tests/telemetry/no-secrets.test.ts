import assert from 'node:assert/strict'
import { Buffer } from 'node:buffer'
import { describe, it } from 'node:test'
import { Hono } from 'hono'
import { createVerifyUser } from '../../src/adapters/jose/verify-user.ts'
import { createPinoLog } from '../../src/adapters/pino/log.ts'
import { Failure } from '../../src/core/failure.ts'
import { createClient } from '../../src/http/client/client.ts'
import type { Env } from '../../src/http/env.ts'
import { type Answer, layered } from '../../src/http/layer.ts'
import { accessLog } from '../../src/http/middleware/access-log.ts'
import { failures } from '../../src/http/middleware/failures.ts'
import { user } from '../../src/http/middleware/user.ts'
import { errorFields } from '../../src/telemetry/lines/error-fields.ts'
import { collectLog, identity } from '../support/log-lines.ts'
import {
  plantedEnv,
  plantedHeaders,
  plantedMessages,
  plantedQuery,
  secretsIn,
} from '../support/planted-secrets.ts'

/** A log of each kind, and all that they have written. */
function createLogs() {
  const { log: console, text } = collectLog()
  const lots: string[] = []
  const output = {
    write: async (lot: Uint8Array) => void lots.push(Buffer.from(lot).toString()),
    writeNow: () => {},
  }
  const pinos = [false, true].map((readable) =>
    createPinoLog({ level: 'debug', identity, output, readable }),
  )
  return {
    logs: [console, ...pinos],
    async written() {
      await Promise.all(pinos.map((log) => log.flush()))
      return [text(), ...lots].join('')
    },
  }
}

describe('no secret is told', () => {
  it('of a request that brings them everywhere and meets errors that say them', async () => {
    const { logs, written } = createLogs()
    const told: string[] = []
    for (const log of logs) {
      const app = new Hono<Env>()
      const client = createClient({ peer: () => null, trusted: [] })
      const layers = [
        user(createVerifyUser(plantedEnv.JWT_SECRET)),
        accessLog({ log, client }),
        failures,
      ]
      const get = (path: string, answer: Answer) => app.get(path, layered(layers, answer, path))
      get('/:message', (c) => {
        const cause = new Error(plantedMessages[Number(c.req.param('message'))])
        throw new Failure('unavailable', 'Cannot go on', { cause })
      })
      get('/bugs/:message', (c) => {
        throw new TypeError(plantedMessages[Number(c.req.param('message'))])
      })
      app.notFound(layered(layers, (c) => c.text('no', 404), 'unmatched'))
      for (const index of plantedMessages.keys()) {
        for (const path of [`/${index}`, `/bugs/${index}`, `/health/${index}`]) {
          const response = await app.request(path + plantedQuery, { headers: plantedHeaders })
          told.push(await response.text(), JSON.stringify([...response.headers]))
        }
      }
    }

    const output = await written()
    assert.ok(output.split('\n').length > plantedMessages.length * 18)
    assert.deepEqual(secretsIn(output), [])
    assert.deepEqual(secretsIn(told.join('\n')), [])
  })

  it('by events that name errors of their own', async () => {
    const { logs, written } = createLogs()

    for (const log of logs) {
      for (const message of plantedMessages) {
        log.write('storeFailed', errorFields(new Error(message)))
        log.write('hostLeft', { host: message, error: message, cool_down: 1 })
        log.write('upstreamLost', { error: message, advice: message })
        log.write('fetchingTitle', { title_id: message })
      }
    }

    assert.deepEqual(secretsIn(await written()), [])
  })
})
