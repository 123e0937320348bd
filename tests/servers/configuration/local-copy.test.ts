import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { parse } from 'yaml'
import { localCopy } from './local-copy.ts'

const places = {
  'jaeger:4317': ['127.0.0.1:20001'],
  'jaeger:8888': ['127.0.0.1:20002'],
  'service:8000': ['127.0.0.1:20003', '127.0.0.1:20004'],
  '/etc/jaeger/ui.json': ['/here/ui.json'],
}

function copyOf(text: string, set?: Readonly<Record<string, unknown>>): unknown {
  return parse(localCopy(text, '/repository/otel', { self: 'jaeger', places, ...(set && { set }) }))
}

describe('the local copy of a configuration', () => {
  it('has the places of this machine for hosts and ports', () => {
    const text = 'exporter: { endpoint: "jaeger:4317", url: "http://service:8000/health" }'

    assert.deepEqual(copyOf(text), {
      exporter: { endpoint: '127.0.0.1:20001', url: 'http://127.0.0.1:20003/health' },
    })
  })

  it('listens on its own ports of this machine', () => {
    const text = 'otlp: 0.0.0.0:4317\nmetrics: { host: 0.0.0.0, port: 8888, scope: true }'

    assert.deepEqual(copyOf(text), {
      otlp: '127.0.0.1:20001',
      metrics: { host: '127.0.0.1', port: 20002, scope: true },
    })
  })

  it('lists every replica, also those that compose finds by their name', () => {
    const replicas = ['127.0.0.1:20003', '127.0.0.1:20004']
    const text = `
targets: [service:8000, jaeger:8888]
dns_sd_configs: [{ names: [service], type: A, port: 8000 }]`

    assert.deepEqual(copyOf(text), {
      targets: [...replicas, '127.0.0.1:20002'],
      static_configs: [{ targets: replicas }],
    })
  })

  it('names other files where it is told, and finds those that lie relative to the original', () => {
    const text = 'ui: /etc/jaeger/ui.json\nrule_files: [../alertmanager/rules/*.yaml]'

    assert.deepEqual(copyOf(text), {
      ui: '/here/ui.json',
      rule_files: ['/repository/alertmanager/rules/*.yaml'],
    })
  })

  it('says all else as the original does', () => {
    const text = `
wait: 20s
share: '\${env:SHARE:-100}'
pattern: ://[^\\s@]*:[^\\s@]*@
count: 50000
first: &first { a: 1 }
second: { <<: *first, b: [true, null] }`

    assert.deepEqual(copyOf(text), parse(text, { merge: true }))
  })

  it('differs in what it is told to, which must have a place there', () => {
    const text = 'global: { wait: 20s, all: true }\nroutes: [{ wait: 3s }, { wait: 4s }]'

    assert.deepEqual(copyOf(text, { 'global.wait': '1s', 'routes.1.wait': '0s' }), {
      global: { wait: '1s', all: true },
      routes: [{ wait: '3s' }, { wait: '0s' }],
    })
    assert.throws(
      () => copyOf('global: {}', { 'globl.wait': '1s' }),
      /Cannot set globl.wait: there is no globl/,
    )
  })

  it('is not made if nobody knows where something is', () => {
    assert.throws(() => copyOf('endpoint: redis:6379'), {
      message: 'Cannot tell where redis:6379 is: redis:6379',
    })
    assert.throws(() => copyOf('endpoint: 0.0.0.0:1'), /Cannot tell where jaeger:1 is/)
  })
})
