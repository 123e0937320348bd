import process from 'node:process'
import { createPreparedQueue as createQueue } from '../adapters/opentelemetry/queues/prepared-queue.ts'
import { parseConfig } from '../config.ts'
import { Failure } from '../core/failure.ts'
import { composeCatalogue } from './compose/compose-catalogue.ts'
import { composeTelemetry } from './compose/telemetry/compose-telemetry.ts'
import { composeTracing } from './compose/telemetry/compose-tracing.ts'
import { cannotStart } from './process/cannot-start.ts'
import { environment } from './process/environment.ts'
import { onStopSignal } from './process/on-stop-signal.ts'
import { parseArguments, usage, type Wanted } from './sync/parse-arguments.ts'
import { runSync } from './sync/run-sync.ts'

/** Little: what is written is not asked for again here. */
const memoryBytes = 4 * 1024 * 1024

function wantedOf(args: readonly string[]): Wanted {
  try {
    const wanted = parseArguments(args)
    if (wanted !== 'help') return wanted
    process.stdout.write(`${usage}\n`)
    process.exit(0)
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n${usage}\n`)
    process.exit(2)
  }
}

async function main(wanted: Wanted): Promise<number> {
  // Lines of the log would tear the progress apart: only who asks for them gets them.
  const config = parseConfig({ LOG_LEVEL: 'silent', ...environment() })
  const runtime = { name: 'node', version: process.versions.node }
  const { log, meter, scope, identity } = composeTelemetry(config, runtime)
  const tracing = composeTracing(config, { createQueue, identity, runtime, scope, meter })
  const telemetry = { log, meter, tracer: tracing.tracer }
  const parts = { scope, telemetry, memoryBytes, onEvents() {} }
  const catalogue = await composeCatalogue(config, parts)
  const stop = new AbortController()
  onStopSignal(
    () => stop.abort(new Failure('cancelled', 'Cannot go on: it was interrupted')),
    () => process.exit(1),
  )
  const kind = wanted.kind === 'title' ? 'sync-title' : 'sync-catalogue'
  const about = { name: `job ${kind}`, attributes: { 'job.kind': kind } }
  const work = () => runSync(wanted, catalogue, process.stdout, stop.signal)
  const code = await tracing.tracer.detached('job', work, about)
  await tracing.shutdown()
  await catalogue.close()
  await log.flush()
  return code
}

try {
  process.exit(await main(wantedOf(process.argv.slice(2))))
} catch (error) {
  cannotStart(error)
}
