import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { missing } from './missing.ts'
import { programOf, type ServerName, servers } from './servers.ts'

describe('the real servers', () => {
  for (const name of Object.keys(servers) as ServerName[]) {
    it(`include ${name}`, { skip: missing(name) }, () => {
      assert.ok(programOf(name))
    })
  }
})
