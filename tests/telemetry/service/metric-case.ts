import { type KeysOf, type MetricKey, metrics } from '../../../src/telemetry/metrics.ts'
import { createTemporaryFolders } from '../../support/temporary-folders.ts'
import { createWorld, type World } from '../../support/world.ts'
import { scrape } from './shown-metrics.ts'

/** One cause that moves a metric, brought about through HTTP. */
export interface MetricCase {
  readonly metric: MetricKey
  /** What one observes. */
  readonly it: string
  /** Settings that differ from those of `createWorld`. */
  readonly env?: Readonly<Record<string, string>>
  readonly run: (service: MeteredService) => Promise<void>
}

type Labels = Readonly<Record<string, string>>

export interface MeteredService extends World {
  /** Where the store lies. */
  readonly dataDir: string
  /** The sum of what `/metrics` shows of a metric; `undefined` if it shows none. */
  shown(metric: MetricKey, labels?: Labels): Promise<number | undefined>
  /** How many values a histogram has counted; those up to `le` only, if told. */
  counted(metric: KeysOf<'histogram'>, labels?: Labels, le?: string): Promise<number | undefined>
  /** The sum of them. */
  total(metric: KeysOf<'histogram'>, labels?: Labels): Promise<number | undefined>
}

/** Brings up a whole service for one case, and ends it. */
export async function runCase({ env = {}, run }: MetricCase): Promise<void> {
  const folders = createTemporaryFolders()
  const dataDir = folders.make()
  const world = await createWorld({ DATA_DIR: dataDir, ...env })
  const read = async (name: string, labels?: Labels) => (await scrape(world)).sum(name, labels)
  try {
    await run({
      ...world,
      dataDir,
      shown: (metric, labels) => read(metrics[metric].name, labels),
      counted: (metric, labels, le) =>
        le === undefined
          ? read(`${metrics[metric].name}_count`, labels)
          : read(`${metrics[metric].name}_bucket`, { ...labels, le }),
      total: (metric, labels) => read(`${metrics[metric].name}_sum`, labels),
    })
  } finally {
    await world.end()
    folders.removeAll()
  }
}

/** Where the cases ask for a title that AniLibria has, and how metrics call that. */
export const title = '/titles/9000'
export const titleTemplate = '/api/anilibria/v2/titles/:idOrAlias'

/** And how they call our asking for it. */
export const releaseTemplate = '/anime/releases/{idOrAlias}'
