import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { parse } from 'yaml'
import { composeFile } from '../compose-file.ts'
import { type Directive, parseFluentd } from './fluentd-config.ts'
import { indexTemplate } from './template.ts'

const root = parseFluentd(readFileSync('otel/logs/fluentd.conf', 'utf8'))
const compose = composeFile.services.fluentd
assert.ok(compose)

function all(type: string, inside: Directive = root): readonly Directive[] {
  const here = inside.children.filter(({ parameters }) => parameters['@type'] === type)
  return [...here, ...inside.children.flatMap((child) => all(type, child))]
}

function only(type: string): Directive {
  const [first, ...others] = all(type)
  assert.ok(first && others.length === 0, `${type} must be there once`)
  return first
}

function childOf({ children }: Directive, name: string): Directive['parameters'] {
  return children.find((child) => child.name === name)?.parameters ?? {}
}

describe('the configuration of Fluentd', () => {
  it('uses only plugins that its image has', () => {
    const types = (directive: Directive): readonly string[] => [
      ...(directive.parameters['@type'] ? [directive.parameters['@type']] : []),
      ...directive.children.flatMap(types),
    ]
    const core = ['file', 'json', 'monitor_agent', 'null', 'parser', 'record_transformer', 'tail']
    const plugins = ['elasticsearch', 'elasticsearch_genid', 'rewrite_tag_filter']

    assert.deepEqual([...new Set(types(root))].sort(), [...core, ...plugins].sort())
  })

  it('reads what Docker writes, from a folder that compose mounts, and has no pattern for it', () => {
    const tail = only('tail')
    const folder = '/var/lib/docker/containers'

    assert.equal(tail.parameters.path, `${folder}/*/*-json.log`)
    assert.ok(compose.volumes?.includes(`${folder}:${folder}:ro`))
    assert.equal(childOf(tail, 'parse')['@type'], 'json')
    assert.equal(tail.parameters.emit_unmatched_lines, 'true')
  })

  it('reads the label that compose tells Docker to add', () => {
    const { container = '' } = childOf(only('record_transformer'), 'record')

    assert.ok(container.includes(`"${compose.logging?.options.labels}"`))
  })

  it('parses the lines of those who write JSON, and lets each line go somewhere', () => {
    const rules = only('rewrite_tag_filter').children.map(({ parameters }) => parameters)
    const tagOf = (container: string) =>
      rules.find(({ pattern = '' }) => new RegExp(pattern.slice(1, -1)).test(container))?.tag

    for (const name of Object.keys(composeFile.services)) {
      const expected = { service: 'json', proxy: 'json', fluentd: 'dropped' }[name] ?? 'text'
      assert.equal(tagOf(name), expected === 'dropped' ? expected : `lines.${expected}`, name)
    }
    assert.equal(tagOf('unknown'), 'lines.text')
    const taken = root.children.filter(({ name }) => name === 'match').map(({ about }) => about)
    assert.deepEqual(taken, ['docker', 'dropped', 'lines.**'])
  })

  it('keeps what is no JSON', () => {
    const { parameters, ...parser } = only('parser')

    assert.equal(parameters.key_name, 'log')
    assert.equal(parameters.reserve_data, 'true')
    assert.equal(parameters.emit_invalid_record_to_error, 'false')
    assert.equal(childOf({ parameters, ...parser }, 'parse')['@type'], 'json')
  })

  it('keeps on a disk what is not sent yet, and what was refused', () => {
    const buffer = childOf(only('elasticsearch'), 'buffer')
    const paths = [
      only('tail').parameters.pos_file,
      buffer.path,
      ...root.children
        .filter(({ name, about }) => name === 'label' && about === '@ERROR')
        .flatMap((label) => all('file', label))
        .map(({ parameters }) => parameters.path),
    ]

    assert.equal(buffer['@type'], 'file')
    assert.equal(buffer.retry_forever, 'true')
    assert.equal(buffer.overflow_action, 'block')
    assert.equal(paths.length, 3)
    for (const path of paths) assert.match(path ?? '', /^\/var\/lib\/fluentd\//)
    assert.ok(compose.volumes?.includes('fluentd:/var/lib/fluentd'))
  })

  it('sends to where template, data view and Grafana expect lines, under their names', () => {
    const { parameters } = only('elasticsearch')
    const pattern = `${parameters.logstash_prefix}-*`
    const { data_view } = JSON.parse(readFileSync('otel/logs/data-view.json', 'utf8'))
    const { datasources } = parse(
      readFileSync('grafana/provisioning/datasources/elasticsearch.yaml', 'utf8'),
    )
    const [{ url, jsonData }] = datasources
    const { properties } = indexTemplate.template.mappings

    assert.equal(url, `http://${parameters.host}:${parameters.port}`)
    assert.deepEqual(indexTemplate.index_patterns, [pattern])
    assert.deepEqual([data_view.title, jsonData.index], [pattern, pattern])
    assert.deepEqual([data_view.timeFieldName, jsonData.timeField], ['@timestamp', '@timestamp'])
    for (const name of ['@timestamp', jsonData.logMessageField, jsonData.logLevelField]) {
      assert.ok(name in properties, name)
    }
  })

  it('answers where the health check of compose asks', () => {
    const { bind, port } = only('monitor_agent').parameters

    assert.ok(compose.healthcheck?.test?.some((one) => one.includes(`http://${bind}:${port}/`)))
  })
})
