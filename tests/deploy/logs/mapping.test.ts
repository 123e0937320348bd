import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { logs } from '../../../src/telemetry/logs.ts'
import { everywhere } from '../../support/log-lines.ts'
import { indexTemplate, takes } from './template.ts'

const { mappings, settings } = indexTemplate.template
const { properties } = mappings

/** What the way there adds: Docker, Fluentd and its plugin. */
const added = ['@timestamp', 'container', 'log', 'stream', 'unmatched_line']

describe('the index template', () => {
  it('has each field of the table of log lines, and of every line', () => {
    const fields = Object.values(logs).flatMap(({ fields }): readonly string[] => fields)
    const expected = new Set([...fields, ...everywhere, ...added])

    assert.deepEqual(Object.keys(properties).sort(), [...expected].sort())
  })

  it('knows types only that we know what they take', () => {
    for (const { type } of Object.values(properties)) assert.ok(type in takes, type)
  })

  it('makes no field of what else a container says', () => {
    assert.equal(mappings.dynamic, false)
  })

  it('lets one search for exactly this trace, request or endpoint', () => {
    for (const name of ['trace_id', 'span_id', 'request_id', 'endpoint', 'level', 'container']) {
      assert.equal(properties[name]?.type, 'keyword', name)
    }
  })

  it('keeps lines for as long as the policy says that it names', () => {
    const { policy } = JSON.parse(readFileSync('otel/logs/retention.json', 'utf8'))
    const script = readFileSync('otel/logs/set-up.sh', 'utf8')

    assert.equal(policy.phases.delete.min_age, '14d')
    assert.deepEqual(policy.phases.delete.actions, { delete: {} })
    assert.ok(script.includes(`/_ilm/policy/${settings['index.lifecycle.name']} retention.json`))
    assert.match(script, /\/_index_template\/[\w-]+ index-template\.json/)
  })
})
