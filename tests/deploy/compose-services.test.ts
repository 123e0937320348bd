import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { composeFile, services } from './compose-file.ts'

/** Whether something tells that it is well: compose's check, or that of the image we build. */
function isChecked(name: string): boolean {
  const { healthcheck } = composeFile.services[name] ?? {}
  if (healthcheck !== undefined) return healthcheck.disable !== true
  return name === 'service' && /^HEALTHCHECK /m.test(readFileSync('Dockerfile', 'utf8'))
}

describe('every service of compose.yaml', () => {
  for (const [name, service] of services) {
    it(`has an image of one version: ${name}`, () => {
      const built = services.some(([, { image, build }]) => build && image === service.image)

      if (built) assert.match(service.image ?? '', /^anilibria-service$/)
      else assert.match(service.image ?? '', /^[\w./-]+:v?\d+\.\d+\.\d+(-[\w.-]+)?$/)
    })

    it(`may take so much and no more: ${name}`, () => {
      const { cpus, memory } = service.deploy?.resources.limits ?? {}

      assert.match(cpus ?? '', /^\d+(\.\d)?$/)
      assert.match(memory ?? '', /^\d+[MG]$/)
    })

    it(`comes back: ${name}`, () => {
      const ends = Object.values(composeFile.services).some(
        ({ depends_on }) => depends_on?.[name]?.condition === 'service_completed_successfully',
      )
      assert.equal(service.restart, ends ? 'on-failure' : 'unless-stopped')
    })

    it(`gets no new rights, and its log does not grow: ${name}`, () => {
      assert.deepEqual(service.security_opt, ['no-new-privileges:true'])
      assert.ok(service.logging?.options['max-size'])
      assert.equal(service.logging?.options.labels, 'com.docker.compose.service')
    })

    it(`tells whether it is well, or cannot: ${name}`, () => {
      const cannot = ['otel-collector', 'visitors', 'log-setup']

      assert.equal(isChecked(name), !cannot.includes(name))
    })

    for (const [needed, { condition }] of Object.entries(service.depends_on ?? {})) {
      it(`is started when what it needs is well: ${name} after ${needed}`, () => {
        const other = composeFile.services[needed]
        assert.ok(other)
        const expected = isChecked(needed) ? 'service_healthy' : condition

        assert.equal(condition, expected)
        assert.ok(
          (other.profiles ?? []).every((profile) => service.profiles?.includes(profile)),
          `${needed} is not started with ${name}`,
        )
      })
    }

    it(`is on networks and uses secrets that there are: ${name}`, () => {
      const { networks, secrets = [] } = service

      assert.ok(networks.every((network) => network in composeFile.networks))
      const named = secrets.map((one) => (typeof one === 'string' ? one : one.source))
      assert.ok(named.every((secret) => secret in composeFile.secrets))
    })

    it(`can be reached at its port from outside: ${name}`, () => {
      const { ports = [], networks } = service
      const open = networks.some((network) => composeFile.networks[network]?.internal !== true)

      assert.ok(ports.length === 0 || open, 'internal networks have no ports')
    })
  }

  it('knows in which order to start', () => {
    const depth = (name: string, path: readonly string[] = []): number => {
      assert.ok(!path.includes(name), `${[...path, name].join(' after ')}`)
      const needed = Object.keys(composeFile.services[name]?.depends_on ?? {})
      return Math.max(0, ...needed.map((one) => 1 + depth(one, [...path, name])))
    }

    assert.ok(Math.max(...services.map(([name]) => depth(name))) >= 3)
  })
})
