import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { parse } from 'yaml'
import { settings } from '../../src/config.ts'
import { composeFile, services } from './compose-file.ts'
import { namedPlaces } from './named-places.ts'

const all = namedPlaces()

/** A mail server of one's own, as the seed names it: compose has none. */
const elsewhere = ['localhost:587']

function networksOf(name: string): readonly string[] {
  return composeFile.services[name]?.networks ?? []
}

describe('what the configurations name', () => {
  for (const { by, host, port, where } of all) {
    const place = `${host}:${port}`
    if (elsewhere.includes(place)) continue
    it(`is there: ${place}, for ${by} by ${where}`, () => {
      if (host === 'localhost') {
        // It tells people where they find it.
        const { ports = [] } = composeFile.services[by] ?? {}
        assert.ok(ports.some((one) => one.startsWith(`127.0.0.1:${port}:`)))
        return
      }
      const other = composeFile.services[host]
      assert.ok(other, `compose has no service ${host}`)
      assert.ok(other.expose?.includes(port), `${host} has no port ${port}`)
      assert.ok(
        host === by || networksOf(by).some((network) => networksOf(host).includes(network)),
        'they share no network',
      )
    })
  }

  it('is found in all of them', () => {
    const asked = (by: string) =>
      new Set(all.filter((one) => one.by === by).map(({ host }) => host))

    const stores = ['mongodb', 'redis']
    const demo = ['nodejs-service', 'upstream']
    assert.deepEqual([...asked('service')].sort(), [...stores, ...demo, 'otel-collector'].sort())
    assert.deepEqual([...asked('fluentd')], ['elasticsearch'])
    assert.deepEqual([...asked('visitors')].sort(), ['proxy', 'service', 'upstream'])
    assert.equal(asked('prometheus').size, 8)
    assert.equal(all.filter(({ by, host }) => by === 'proxy' && host === 'service').length, 2)
  })

  it('is reached by the blackbox exporter, too, which asks for Prometheus', () => {
    const shared = networksOf('blackbox').filter((one) => networksOf('service').includes(one))

    assert.equal(shared.length, 1)
  })
})

describe('the ports that compose says services have', () => {
  it('are those of the settings of ours', () => {
    const { environment, expose } = composeFile.services.service ?? {}

    assert.deepEqual(expose, [settings.PORT.default, environment?.ADMIN_PORT])
  })

  for (const [name, file] of [
    ['otel-collector', 'otel/collector.yaml'],
    ['jaeger', 'otel/jaeger.yaml'],
  ] as const) {
    it(`are those that ${name} listens on by its own file`, () => {
      const text = JSON.stringify(parse(readFileSync(file, 'utf8'), { merge: true }))
      const found = text.matchAll(/0\.0\.0\.0(?::|","port":)(\d+)/g)
      const ports = [...found].map(([, port = '']) => port)

      assert.deepEqual(ports.sort(), [...(composeFile.services[name]?.expose ?? [])].sort())
    })
  }

  it('include those that this machine has', () => {
    for (const [name, { ports = [], expose = [] }] of services) {
      for (const port of ports) assert.ok(expose.includes(port.split(':').at(-1) ?? ''), name)
    }
  })
})
