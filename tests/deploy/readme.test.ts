import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { parse } from 'yaml'
import { composeFile, services } from './compose-file.ts'
import { namedPlaces } from './named-places.ts'

const readme = readFileSync('README.md', 'utf8')

function marked(name: string): string {
  const [, text] = new RegExp(`<!-- ${name} -->\n([^]*?)<!-- /${name} -->`).exec(readme) ?? []
  assert.ok(text, `<!-- ${name} --> is missing`)
  return text
}

function rows(name: string): readonly (readonly string[])[] {
  const lines = marked(name).trim().split('\n').slice(2)
  return lines.map((line) =>
    line
      .split('|')
      .map((cell) => cell.trim().replaceAll('`', ''))
      .slice(1, -1),
  )
}

/** What the picture joins: `a --> b & c` are two. */
function arrows(): readonly (readonly [string, string])[] {
  return [...marked('system').matchAll(/^ *([\w-]+)(?:\(\(.*?\)\))? --> (.*)$/gm)].flatMap(
    ([, from = '', to = '']) =>
      to.split(' & ').map((one) => [from, one.replace(/\(\(.*/, '')] as const),
  )
}

describe("README's picture of the whole system", () => {
  const isOurs = (name: string) => name in composeFile.services

  const outside = ['anilibria', 'people', 'robot', 'told']

  it('has every service of compose, and nobody else but those outside', () => {
    const drawn = new Set(arrows().flat())

    assert.deepEqual([...drawn].filter(isOurs).sort(), services.map(([name]) => name).sort())
    assert.deepEqual([...drawn].filter((name) => !isOurs(name)).sort(), outside)
  })

  it('joins those who ask each other, by their files', () => {
    const known = namedPlaces()
      .filter(({ by, host }) => isOurs(host) && by !== host)
      .map(({ by, host }) => `${by} --> ${host}`)
    // Prometheus names the probes, and the blackbox exporter asks.
    const expected = new Set([...known, 'blackbox --> service'])

    const drawn = arrows().filter((both) => both.every(isOurs))
    assert.deepEqual(drawn.map((both) => both.join(' --> ')).sort(), [...expected].sort())
  })

  it('frames the profiles', () => {
    for (const profile of ['demo', 'logs']) {
      const [, frame = ''] =
        new RegExp(`subgraph ${profile} \\[Profile ${profile}\\]\n([^]*?)\n  end`).exec(
          marked('system'),
        ) ?? []
      const inside = new Set(frame.match(/[a-z][\w-]+/g))
      const theirs = services.filter(([, { profiles }]) => profiles?.includes(profile))

      assert.deepEqual([...inside].sort(), theirs.map(([name]) => name).sort())
    }
  })
})

describe("README's ports", () => {
  it('are those that this machine has', () => {
    const open = services.flatMap(([name, { ports = [] }]) =>
      ports.map((port) => `${port.split(':').at(-2)} ${name}`),
    )
    const told = rows('ports').map(([port, who]) => `${port} ${who}`)

    assert.deepEqual(told.sort(), open.sort())
  })

  it('say what the proxy lets through', () => {
    const [, , everybody = ''] = rows('ports').find(([port]) => port === '80') ?? []
    const nginx = readFileSync('otel/proxy/nginx.conf', 'utf8')
    const passed = [...nginx.matchAll(/location (?:= )?(\/\S+?)\/? \{\n +proxy_pass/g)]

    const told = [...everybody.matchAll(/\/[\w./]+/g)].map(([path]) => path)
    assert.deepEqual(told.sort(), passed.map(([, path]) => path ?? '').sort())
  })
})

describe("README's monitors", () => {
  const monitors = new Map(rows('monitors').map(([name = '', ...cells]) => [name, cells]))

  it('ask for what Prometheus has probed, too', () => {
    const { scrape_configs: jobs } = parse(readFileSync('otel/prometheus.yaml', 'utf8'), {
      merge: true,
    })
    const probed = jobs
      .filter(({ metrics_path }: { metrics_path?: string }) => metrics_path === '/probe')
      .map((job: { static_configs: { targets: string[] }[] }) => {
        return new URL(job.static_configs[0]?.targets[0] ?? '').pathname
      })

    const asked = monitors.get('URL')?.map((url) => new URL(url).pathname)
    assert.deepEqual(asked, probed)
  })

  it('look for what is only said while all is well', () => {
    const wellThen = JSON.stringify({ status: 'healthy' })

    for (const keyword of monitors.get('Keyword') ?? []) {
      assert.ok(wellThen.includes(keyword))
      for (const status of ['degraded', 'unhealthy']) {
        assert.ok(!JSON.stringify({ status }).includes(keyword), status)
      }
    }
  })
})
