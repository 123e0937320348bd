import { templates } from '../../../src/adapters/anilibria/endpoints.ts'
import { createMemoryAliases } from '../../../src/adapters/memory/aliases.ts'
import { createFlights } from '../../../src/core/reading/flights.ts'
import { createLevels } from '../../../src/core/reading/levels.ts'
import { createMissing } from '../../../src/core/reading/missing.ts'
import { createReading, type Reader } from '../../../src/core/reading/reading.ts'
import { alone } from '../../../src/core/replicas/turns.ts'
import type { Soon } from '../../../src/core/soon.ts'
import { createTitles, type Titles } from '../../../src/core/titles.ts'
import { tracedAttempts } from '../../../src/telemetry/traced/traced-attempts.ts'
import { tracedCache } from '../../../src/telemetry/traced/traced-cache.ts'
import { tracedCatalog } from '../../../src/telemetry/traced/traced-catalog.ts'
import { tracedLevels } from '../../../src/telemetry/traced/traced-levels.ts'
import { tracedMemory } from '../../../src/telemetry/traced/traced-memory.ts'
import { tracedTitles } from '../../../src/telemetry/traced/traced-titles.ts'
import * as anilibria from '../../adapters/anilibria/world.ts'
import * as opentelemetry from '../../adapters/opentelemetry/world.ts'
import { createFakeCache, type FakeCache } from '../../support/fake-cache.ts'
import type { ArrivedSpan } from '../../support/otlp-sink.ts'

/** Titles as the service reads them, with all their spans, over hosts a, b and c. */
export interface TracedWorld extends opentelemetry.World {
  readonly titles: Titles
  /** Fresh for 5 minutes. */
  readonly memory: FakeCache
  /** Fresh for 15 minutes. */
  readonly redis: FakeCache
  /** Fresh for an hour. */
  readonly database: FakeCache
  readonly upstream: anilibria.World
  readonly reader: Reader
  /** Does work in a request `GET /`; all its spans, indented below their parents. */
  treeOf(work: () => Soon<unknown>): Promise<readonly string[]>
  /** The one span of this name among those of the last tree. */
  span(name: string): ArrivedSpan
}

export async function createTracedWorld(): Promise<TracedWorld> {
  const world = await opentelemetry.createWorld()
  const { tracer, sink, scope } = world
  const upstream = anilibria.createWorld({ ...tracedAttempts(tracer), attemptTimeoutMs: 50 })
  const [memory, redis, database] = [createFakeCache(), createFakeCache(), createFakeCache()]
  const now = () => Date.parse('2026-01-01T00:00:00Z') + upstream.slept.length + passed
  let passed = 0
  // At once, as the service's own memory is read.
  const near = { ...memory, read: (key: string) => memory.entries.get(key) ?? null }
  const levels = createLevels(
    { name: 'memory', cache: tracedMemory(near, tracer, now), ttlMs: 300_000 },
    [
      { name: 'redis', cache: tracedCache(redis, 'redis', tracer, now), ttlMs: 900_000 },
      { name: 'database', cache: tracedCache(database, 'database', tracer, now), ttlMs: 3_600_000 },
    ],
    now,
  )
  const reading = createReading({
    turns: alone,
    levels: tracedLevels(levels, tracer),
    flights: createFlights(),
    missing: createMissing({ now }),
    ttlMs: 3_600_000,
    now,
  })
  const titles = createTitles({
    catalog: tracedCatalog(upstream.catalog, templates, tracer),
    aliases: createMemoryAliases(),
    titles: reading,
    lists: reading,
  })
  const held: Promise<unknown>[] = []
  let seen = 0

  return {
    ...world,
    titles: tracedTitles(titles, tracer),
    memory,
    redis,
    database,
    upstream: {
      ...upstream,
      pass(ms) {
        passed += ms
        upstream.pass(ms)
      },
    },
    reader: {
      onward: scope.onward,
      signal: undefined,
      hold: (work) => void held.push(work.catch(() => {})),
      detach: (work) => tracer.detached('refresh', work),
    },
    async treeOf(work) {
      seen = sink.spans.length
      const done = async () => work()
      await world.request(() => done().catch(() => {}))
      await Promise.all(held)
      await world.flush()
      return sink.tree(seen)
    },
    span(name) {
      const [found, ...more] = sink.spans.slice(seen).filter((span) => span.name === name)
      if (found && more.length === 0) return found
      throw new Error(`Cannot find one span ${name} in: ${sink.tree(seen)}`)
    },
  }
}
