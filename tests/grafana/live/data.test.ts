import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { traceIn } from '../../otel/jaeger-api.ts'
import { exemplarTraces } from '../../otel/prometheus-api.ts'
import { waitFor } from '../../otel/wait-for.ts'
import { missing } from '../../servers/missing.ts'
import { wholeStack } from '../../stack/whole-stack.ts'
import { servicePanel, shownPanels } from '../dashboard-files.ts'
import { dataSource } from '../provisioning.ts'
import { annotationQueries, filledIn, panelQueries, queries, variableQueries } from '../queries.ts'
import { hasNumber, unanswered } from './answers.ts'
import { type BusyStack, startBusyStack } from './busy-stack.ts'

/** Scrapes are a second apart, and each cause comes back within eleven. */
const chosen = { rateInterval: '30s', range: '1h', job: 'anilibria-service' }

// The whole system takes some 3 s to start, and a turn of all causes 11 s.
describe('a dashboard of the whole system', { skip: missing(...wholeStack) }, () => {
  let stack: BusyStack
  let empty: ReadonlySet<string>
  before(async () => {
    stack = await startBusyStack()
    empty = await unanswered(stack.prometheus, queries, chosen)
  })
  after(() => stack?.end())

  const missed = (names: readonly string[]) => names.filter((name) => empty.has(name))

  for (const { name } of shownPanels) {
    it(`has data in ${name}`, () => {
      const asked = panelQueries.filter((query) => query.name.startsWith(`${name}, `))

      assert.ok(asked.length > 0)
      assert.deepEqual(missed(asked.map((query) => query.name)), [])
    })
  }

  it('has values for each of its variables', () => {
    assert.deepEqual(missed(variableQueries.map(({ name }) => name)), [])
  })

  it('has marks of a deploy and of alerts', () => {
    assert.deepEqual(missed(annotationQueries.map(({ name }) => name)), [])
  })

  it('has dots that lead to traces, wherever a panel promises them', async () => {
    const promised = shownPanels.flatMap(({ name, targets }) =>
      targets.filter(({ exemplar }) => exemplar).map(({ expr }) => ({ name, expr })),
    )

    assert.ok(promised.length > 5)
    for (const { name, expr } of promised) {
      await waitFor(`a dot of ${name}`, async () => {
        const [first] = await exemplarTraces(stack.prometheus, filledIn(expr, chosen))
        return first
      })
    }
  })

  it('leads from a dot of Response Time to a trace, and by its id to log lines', async () => {
    const [target] = servicePanel('Response Time').targets
    const asked = filledIn(target?.expr ?? '', chosen)
    const known = new Map<string, number>()
    const [traceId] = await waitFor('a trace', async () => {
      for (const id of await exemplarTraces(stack.prometheus, asked)) {
        known.set(id, (await traceIn(stack.jaeger, id)).length)
      }
      return [...known].find(([id, spans]) => spans > 0 && stack.logged().includes(id))
    })

    const lines = stack
      .logged()
      .split('\n')
      .filter((line) => line.includes(traceId))
      .map((line) => JSON.parse(line))
    const answered = lines.find(({ msg }) => /^Request (completed|failed)$/.test(msg))
    assert.equal(answered?.trace_id, traceId)
  })

  it('leads from a span to the numbers of all like it', async () => {
    for (const { name, query } of dataSource('jaeger').jsonData.tracesToMetrics.queries) {
      // biome-ignore lint/suspicious/noTemplateCurlyInString: it is Grafana's
      const asked = query.replaceAll('${__span.name}', 'get_title')

      assert.ok(await hasNumber(stack.prometheus, asked), name)
    }
  })
})
