import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import process from 'node:process'
import { describe, it } from 'node:test'
import { settings } from '../../src/config.ts'
import { missing } from '../servers/missing.ts'
import { programOf } from '../servers/servers.ts'
import { composeFile, composeText, mounted, services, variablesIn } from './compose-file.ts'

const own = composeFile.services.service
assert.ok(own)

const hasDocker = spawnSync('docker', ['compose', 'version']).status === 0
const skip = !hasDocker && missing('compose')

/** What Docker makes of `compose.yaml`, or, where it is not, the specification's own program. */
function composed(profile: string, env: Readonly<Record<string, string>>): object {
  const [program, ...args] = hasDocker
    ? ['docker', 'compose', '--profile', profile, 'config', '--format', 'json']
    : [programOf('compose'), '-format', 'json', 'compose.yaml']
  const { PATH, HOME } = process.env
  // Nobody's own .env is looked at.
  const all = { PATH, HOME, COMPOSE_DISABLE_ENV_FILE: '1', ...env }
  return JSON.parse(execFileSync(program ?? '', args, { encoding: 'utf8', env: all })).services
}

describe('compose.yaml', () => {
  for (const profile of ['none', 'demo', 'logs']) {
    for (const [name, env] of Object.entries({
      'nothing set': {},
      '.env.demo': variablesIn('.env.demo'),
      'all of .env.example set': variablesIn('.env.example'),
    })) {
      it(`keeps to the compose specification with profile ${profile} and ${name}`, { skip }, () => {
        const made = composed(profile, env)

        const active = services.filter(([, { profiles = [profile] }]) => profiles.includes(profile))
        for (const [service] of active) assert.ok(service in made, service)
      })
    }
  }

  it('mounts only what is there', () => {
    const files = services.flatMap(([, service]) => mounted(service))

    assert.ok(files.length > 10)
    assert.deepEqual(
      files.filter((file) => !existsSync(file)),
      [],
    )
  })

  it('has a port for the world at the proxy only: all others are of this machine', () => {
    const open = services.flatMap(([name, { ports = [] }]) =>
      ports.filter((port) => !port.startsWith('127.0.0.1:')).map((port) => `${name} ${port}`),
    )

    assert.deepEqual(open, ['proxy 80:8080'])
  })

  it('has the ports that people know', () => {
    const known = services.flatMap(([name, { ports = [] }]) =>
      ports.map((port) => `${name} ${port.split(':').at(-2)}`),
    )

    const seeds = ['jaeger 16686', 'prometheus 9090', 'alertmanager 9093', 'grafana 3001']
    assert.deepEqual(
      seeds.filter((port) => !known.includes(port)),
      [],
    )
  })

  it('lets the service have as many replicas as one likes', () => {
    assert.equal(own.container_name, undefined)
    assert.equal(own.ports, undefined)
  })

  it('gives the service only variables that it knows', () => {
    const named = Object.keys(own.environment ?? {})

    assert.ok(named.length > 10)
    assert.deepEqual(
      named.filter((name) => !(name.replace(/_FILE$/, '') in settings)),
      [],
    )
  })

  it('gives secrets as files alone', () => {
    const secret = Object.entries(settings).filter(([, { kind }]) => kind === 'secret')

    for (const [name] of secret) {
      assert.equal(own.environment?.[`${name}_FILE`], `/run/secrets/${name.toLowerCase()}`)
      assert.equal(own.environment?.[name], undefined)
    }
    const files = Object.values(composeFile.secrets).map(({ file }) => readFileSync(file, 'utf8'))
    assert.deepEqual([...new Set(files)], [''])
  })

  it('has every variable in .env.example, and nothing else is there', () => {
    const asked = [...composeText.matchAll(/\$\{(\w+)/g)].map(([, name = '']) => name)
    const passed = Object.entries(own.environment ?? {})
    const open = passed.filter(([, value]) => value === null).map(([name]) => name)

    const expected = [...new Set([...asked, ...open])].sort()
    assert.deepEqual(Object.keys(variablesIn('.env.example')).sort(), expected)
    assert.deepEqual(
      Object.keys(variablesIn('.env.demo')).filter(
        (name) => name !== 'COMPOSE_PROFILES' && !expected.includes(name),
      ),
      [],
    )
  })
})
