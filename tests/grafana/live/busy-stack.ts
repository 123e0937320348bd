import { setTimeout } from 'node:timers/promises'
import { quick, quickEnv } from '../../otel/quick.ts'
import { startStack } from '../../stack/start-stack.ts'
import { createTemporaryFolders } from '../../support/temporary-folders.ts'
import { startCauses } from './causes.ts'
import { writeQuickRules } from './quick-rules.ts'

/** The whole system, to which everything happens that a dashboard shows. */
export interface BusyStack {
  readonly prometheus: string
  readonly jaeger: string
  /** All that the replicas have logged. */
  logged(): string
  end(): Promise<void>
}

/** The first turn of the causes ends with AniLibria being away, after some 6 s. */
export async function startBusyStack(): Promise<BusyStack> {
  const folders = createTemporaryFolders()
  const stack = await startStack({
    env: {
      ...quickEnv,
      WATCH_INTERVAL: '1',
      WEBHOOK_ALLOW_PRIVATE: 'true',
      // Our own limit is shown only if there is one.
      ANILIBRIA_REQUESTS_PER_SECOND: '1000',
    },
    set: {
      collector: quick.collector,
      prometheus: {
        ...quick.prometheus,
        'global.evaluation_interval': '1s',
        rule_files: [writeQuickRules(folders.make())],
      },
      alertmanager: { 'route.routes.1.group_wait': '0s' },
    },
  }).catch((error) => {
    folders.removeAll()
    throw error
  })
  const seen = stack.replicas.map(({ program }) =>
    program.line('Catalogue seen for the first time'),
  )
  await Promise.race(seen)
  const causes = await startCauses(stack)
  return {
    prometheus: stack.prometheus.url,
    jaeger: stack.tracing.jaeger.url,
    logged: () => stack.replicas.map(({ program }) => program.output()).join('\n'),
    async end() {
      await causes.stop()
      // What is under way is told to the end.
      await setTimeout(100)
      await stack.end()
      folders.removeAll()
    },
  }
}
